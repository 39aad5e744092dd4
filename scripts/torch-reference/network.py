"""Networks written as the engine's graph (src/core/op/engine.ts), in PyTorch's own operations, channels first."""
import torch
from torch import nn
from torch.nn import functional as F


class Network(nn.Module):
    def __init__(self, graph, ends):
        super().__init__()
        self.graph, self.ends = graph, ends
        self.parts = nn.ModuleList()
        self.shapes = graph['inputs'] + [n['shape'] for n in graph['nodes']]
        for node in graph['nodes']:
            p, x, y = node['primitive'], self.shapes[node['inputs'][0]], node['shape']
            kind, bias = p['kind'], any(w.endswith('/bias') for w in node['weights'].values())
            part = nn.Identity()
            if kind == 'convolution':
                part = nn.Conv2d(x[2], y[2], p['kernel'], p['stride'], 0, p['dilation'], p['groups'], bias)
            elif kind == 'linear':
                part = nn.Linear(x[-1], y[-1], bias)
            elif kind == 'batchNorm':
                part = nn.BatchNorm2d(x[-1], p['epsilon'], 1 - p['momentum'])
            self.parts.append(part)

    def forward(self, x):
        values = [x]
        for node, part in zip(self.graph['nodes'], self.parts):
            values.append(apply(node['primitive'], part, [values[i] for i in node['inputs']]))
        return [values[e] for e in self.ends]

    @torch.no_grad()
    def load(self, weights):
        """Takes weights as the engine lays them out: kernels height × width × in × out, channels last."""
        for node, part in zip(self.graph['nodes'], self.parts):
            for name, full in node['weights'].items():
                self.named(part, name).copy_(self.turned(node, name, weights[full]))

    @staticmethod
    def named(part, name):
        of_norm = {'gamma': 'weight', 'beta': 'bias', 'moving_mean': 'running_mean', 'moving_variance': 'running_var'}
        return getattr(part, {'kernel': 'weight', **of_norm}.get(name, name))

    def turned(self, node, name, values):
        if name != 'kernel':
            return values
        if node['primitive']['kind'] == 'convolution':
            return values.permute(3, 2, 0, 1)
        source = node['inputs'][0] - len(self.graph['inputs'])
        before = self.graph['nodes'][source] if source >= 0 else None
        if before and before['primitive']['kind'] == 'reshape':
            # What was flattened here channels first comes there channels last.
            height, width, channels = self.shapes[before['inputs'][0]]
            values = values.view(height, width, channels, -1).permute(2, 0, 1, 3).flatten(0, 2)
        return values.t()


def padded(x, p, value=0.0):
    top, bottom, left, right = p['padding']
    return x if top == bottom == left == right == 0 else F.pad(x, (left, right, top, bottom), value=value)


def apply(p, part, xs):
    x, kind = xs[0], p['kind']
    if kind == 'convolution':
        return part(padded(x, p))
    if kind == 'elementwise':
        op = p['expression']['op']
        return torch.tanh(x) if op == 'tanh' else torch.sigmoid(x) if op == 'sigmoid' else F.relu(x)
    if kind == 'pool':
        if p['mode'] == 'max':
            return F.max_pool2d(padded(x, p, float('-inf')), p['kernel'], p['stride'])
        top, bottom, left, right = p['padding']
        return F.avg_pool2d(x, p['kernel'], p['stride'], (top, left), count_include_pad=p['counted'])
    if kind == 'globalPool':
        return x.mean((2, 3))
    if kind == 'reshape':
        return x.flatten(1)
    if kind == 'merge':
        return sum(xs[1:], x)
    if kind == 'concat':
        return torch.cat(xs, 1)
    if kind == 'noise':
        return F.dropout(x, p['amount'])
    if kind == 'softmax':
        # Cross-entropy takes the scores before it.
        return x
    if kind in ('linear', 'batchNorm'):
        return part(x)
    raise NotImplementedError(kind)

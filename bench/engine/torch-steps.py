"""Times training steps in PyTorch, for networks written as the engine's graph. Reads one JSON question a line, answers one."""
import json
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F


class Network(nn.Module):
    """The engine's primitives as PyTorch's own operations, channels first."""

    def __init__(self, graph, ends):
        super().__init__()
        self.graph, self.ends = graph, ends
        self.parts = nn.ModuleList()
        shapes = graph['inputs'] + [n['shape'] for n in graph['nodes']]
        for node in graph['nodes']:
            p, x, y = node['primitive'], shapes[node['inputs'][0]], node['shape']
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
            p = node['primitive']
            values.append(apply(p, part, [values[i] for i in node['inputs']], node['shape']))
        return [values[e] for e in self.ends]


def padded(x, p, value=0.0):
    top, bottom, left, right = p['padding']
    return x if top == bottom == left == right == 0 else F.pad(x, (left, right, top, bottom), value=value)


def apply(p, part, xs, shape):
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
        return x
    if kind in ('linear', 'batchNorm'):
        return part(x)
    raise NotImplementedError(kind)


networks = {}
for line in sys.stdin:
    q = json.loads(line)
    if q['do'] == 'prepare':
        net = Network(q['graph'], q['ends'])
        shape = q['graph']['inputs'][0]
        x = torch.rand(q['batch'], shape[2], shape[0], shape[1])
        y = torch.randint(0, q['classes'], (q['batch'],))
        networks[q['name']] = (net, torch.optim.Adam(net.parameters(), lr=2e-3), x, y, q['weights'])
        answer = torch.__version__
    elif q['do'] == 'time':
        torch.set_num_threads(q['threads'])
        net, optimizer, x, y, weights = networks[q['name']]
        answer = []
        for _ in range(q['count']):
            start = time.perf_counter()
            optimizer.zero_grad()
            sum(w * F.cross_entropy(s, y) for w, s in zip(weights, net(x))).backward()
            optimizer.step()
            answer.append(1000 * (time.perf_counter() - start))
    else:
        torch.set_num_threads(q['threads'])
        a, b = torch.rand(512, 512), torch.rand(512, 512)
        best = 1e9
        for _ in range(10):
            start = time.perf_counter()
            a @ b
            best = min(best, time.perf_counter() - start)
        answer = 2 * 512**3 / best / 1e9
    print(json.dumps(answer), flush=True)

"""Trains networks in PyTorch, from given weights on given batches, and answers with the loss of every step.

Reads tasks as JSON (tests/engine/torch-cases.ts writes them), writes a list of losses by task. Where PyTorch's optimizers differ from
ours (src/training/tfjs/update-rules.ts) they are told our constants: Adam's ε is 1e-7 here, 1e-8 by PyTorch's default. RMSProp
takes ε under the root, as Keras has it, where PyTorch adds it to the root; that one step is written out below.
"""
import base64
import json
import sys

import torch
from torch.nn import functional as F

from network import Network

EPSILON = 1e-7


class RootOfSum(torch.optim.Optimizer):
    """RMSProp with momentum, dividing by √(mean square + ε)."""

    def __init__(self, parameters, lr, momentum):
        super().__init__(parameters, {'lr': lr, 'momentum': momentum})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group['params']:
                state = self.state[p]
                square = state.setdefault('square', torch.zeros_like(p))
                velocity = state.setdefault('velocity', torch.zeros_like(p))
                square.mul_(0.9).addcmul_(p.grad, p.grad, value=0.1)
                velocity.mul_(group['momentum']).addcdiv_(p.grad, (square + EPSILON).sqrt())
                p.sub_(velocity, alpha=group['lr'])


def optimizer_of(plan, parameters):
    kind, rate, momentum = plan['optimizer'], plan['learningRate'], plan.get('momentum', 0.9)
    if kind == 'sgd':
        return torch.optim.SGD(parameters, rate)
    if kind in ('momentum', 'nesterov'):
        return torch.optim.SGD(parameters, rate, momentum, nesterov=kind == 'nesterov')
    if kind == 'rmsprop':
        return RootOfSum(parameters, rate, momentum)
    if kind == 'adam':
        return torch.optim.Adam(parameters, rate, eps=EPSILON)
    return torch.optim.AdamW(parameters, rate, eps=EPSILON, weight_decay=plan['weightDecay'])


def read(text, dtype, shape):
    return torch.frombuffer(bytearray(base64.b64decode(text)), dtype=dtype).view(shape)


def curve(task):
    net = Network(task['graph'], task['ends'])
    net.load({w['name']: read(w['values'], torch.float32, w['shape']) for w in task['weights']})
    height, width, channels = task['graph']['inputs'][0]
    images = read(task['pixels'], torch.uint8, (-1, height, width, channels)).permute(0, 3, 1, 2).float() / 255
    labels = torch.tensor(task['labels'])
    optimizer = optimizer_of(task['plan'], list(net.parameters()))
    losses = []
    for batch in task['batches']:
        optimizer.zero_grad()
        loss = sum(F.cross_entropy(scores, labels[batch]) for scores in net(images[batch]))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


torch.set_num_threads(1)
print(json.dumps({task['title']: curve(task) for task in json.load(sys.stdin)}))

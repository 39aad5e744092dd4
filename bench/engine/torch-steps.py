"""Times training steps in PyTorch, for networks written as the engine's graph. Reads one JSON question a line, answers one."""
import json
import sys
import time
from pathlib import Path

import torch
from torch.nn import functional as F

sys.path.insert(0, str(Path(__file__).parents[2] / 'scripts' / 'torch-reference'))
from network import Network  # noqa: E402

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
        # Its matrix product may be that of a plain BLAS; as a convolution the same product takes the library's fast path.
        a, b = torch.rand(512, 512), torch.rand(512, 512)
        image, kernel = torch.rand(16, 512, 8, 4), torch.rand(512, 512, 1, 1)
        best = 1e9
        for product in (lambda: a @ b, lambda: F.conv2d(image, kernel)):
            for _ in range(10):
                start = time.perf_counter()
                product()
                best = min(best, time.perf_counter() - start)
        answer = 2 * 512**3 / best / 1e9
    print(json.dumps(answer), flush=True)

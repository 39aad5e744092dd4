import { type Architecture, EMPTY, type Node, type Wire } from '../../src/core/document/architecture';

/** Between nodes, in pixels at 100 %. */
const STEP = [242, 84] as const;

/**
 * A network of `count` nodes in rows: each reads the node above it, and every other one also that beside it, so that
 * there are three wires for two nodes.
 */
export function largeGraph(count: number): Architecture {
  const columns = Math.max(2, Math.round(Math.sqrt(count / 2)));
  const nodes: Node[] = [];
  const wires: Wire[] = [];
  for (let i = 0; i < count; i++) {
    const [row, column] = [Math.floor(i / columns), i % columns];
    const merges = row > 0 && i % 2 === 1 && column > 0;
    const op = row === 0 ? 'input' : merges ? 'add' : i % 3 === 0 ? 'conv2d' : i % 3 === 1 ? 'relu' : 'batch_norm';
    nodes.push({
      id: `n${i + 1}`,
      op,
      name: `${op} ${i + 1}`,
      params: op === 'input' ? { shape: [32, 32, 8] } : op === 'conv2d' ? { filters: 8, padding: 'same' } : {},
      at: [column * STEP[0], row * STEP[1]],
    });
    if (row === 0) continue;
    const above = `n${i + 1 - columns}`;
    if (merges)
      wires.push(
        { from: [above, 'y'], to: [`n${i + 1}`, 'x.0'] },
        { from: [`n${i - columns}`, 'y'], to: [`n${i + 1}`, 'x.1'] },
      );
    else wires.push({ from: [above, 'y'], to: [`n${i + 1}`, 'x'] });
  }
  return { ...EMPTY, title: `${count} nodes`, graph: { nodes, wires } };
}

/** From one row's top to the next, and from one column's left edge to the next, in pixels. */
const ROW = 72;
const COLUMN = 238;

export interface Placeable {
  readonly key: string;
  /** Keys of the nodes that feed it; they come earlier in the list. */
  readonly inputs: readonly string[];
}

/**
 * Top left corners for nodes in topological order: a node's row is the longest way to it from an input, its column is
 * as near below those that feed it as its neighbours leave room.
 */
export function layeredPositions(nodes: readonly Placeable[]): ReadonlyMap<string, readonly [x: number, y: number]> {
  const row = new Map<string, number>();
  const rows: Placeable[][] = [];
  for (const node of nodes) {
    const r = node.inputs.reduce((deepest, key) => Math.max(deepest, (row.get(key) ?? -1) + 1), 0);
    row.set(node.key, r);
    const members = rows[r];
    if (members) members.push(node);
    else rows[r] = [node];
  }
  const x = new Map<string, number>();
  for (const members of rows) {
    const wanted = members.map(node => ({ node, at: meanOf(node.inputs.map(key => x.get(key) ?? 0)) }));
    wanted.sort((a, b) => a.at - b.at);
    for (const [node, at] of spread(wanted)) x.set(node.key, at);
  }
  return new Map(nodes.map(({ key }) => [key, [Math.round(x.get(key) ?? 0), (row.get(key) ?? 0) * ROW]]));
}

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;

/** Moves places apart until none overlap, about the middle of where they wanted to be. */
function* spread<T>(wanted: readonly { readonly node: T; readonly at: number }[]): Generator<readonly [T, number]> {
  let last = Number.NEGATIVE_INFINITY;
  const placed = wanted.map(({ node, at }) => {
    last = Math.max(at, last + COLUMN);
    return [node, last] as const;
  });
  const shift = meanOf(wanted.map(w => w.at)) - meanOf(placed.map(p => p[1]));
  for (const [node, at] of placed) yield [node, at + shift];
}

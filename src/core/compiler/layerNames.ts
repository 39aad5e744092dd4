/**
 * The part of a layer's name that comes from what the person called the node: `C1: conv` gives `C1_conv`.
 * tfjs takes letters, digits, dots, hyphens, underscores and slashes, the first of them a letter or digit.
 */
export function legalName(name: string, otherwise: string): string {
  const plain = name.normalize('NFKD').replace(/\p{Mark}/gu, '');
  const legal = plain
    .replace(/[^A-Za-z0-9._/-]+/g, '_')
    .replace(/\/{2,}/g, '/')
    .replace(/^[^A-Za-z0-9]+|[_/]+$/g, '');
  return legal || otherwise;
}

/** Hands out each name once: `conv`, then `conv_2`, `conv_3`, … */
export class LayerNames {
  readonly #taken = new Set<string>();
  /** The number to try next, so that a thousand layers of one name take a thousand steps. */
  readonly #next = new Map<string, number>();

  free(name: string): string {
    let free = name;
    let number = this.#next.get(name) ?? 2;
    // tfjs keeps layers in a plain object, where every name of Object.prototype counts as taken.
    while (this.#taken.has(free) || free in {}) free = `${name}_${number++}`;
    this.#next.set(name, number);
    this.#taken.add(free);
    return free;
  }
}

import type { Compiled } from '../../core/compiler/compiled';

/**
 * A short text that is the same for networks that compute the same from the same weights: layers with their settings
 * and wires, inputs, outputs with their losses. The document's title, positions and the like do not count.
 */
export function fingerprintOf({ topology, inputs, outputs, weights }: Compiled): string {
  return hash(
    JSON.stringify([
      topology.config.layers,
      inputs.map(({ layer, shape }) => [layer, shape]),
      outputs.map(({ layer, shape, loss, lossWeight }) => [layer, shape, loss, lossWeight]),
      weights.map(({ name, shape, trainable }) => [name, shape, trainable]),
    ]),
  );
}

/** 53 bits of a text, in base 36 (two FNV-1a sums with different primes). */
function hash(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x9dc5811c;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x5bd1e995);
  }
  return ((b >>> 11) * 2 ** 32 + (a >>> 0)).toString(36);
}

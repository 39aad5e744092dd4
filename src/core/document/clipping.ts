import * as v from 'valibot';
import type { Module, ModuleId, Node, Wire } from './architecture';
import { complaint } from './complaint';
import { unsafe } from './plain';
import { print } from './print';
import { parseText } from './read';
import { clippingSchema, graphFault } from './schema';
import { graphJson, moduleJson, sorted } from './write';

/** A part of a graph, as plain JSON that can travel through the clipboard, a message or a file. */
export interface Clipping {
  readonly format: 'netloom-clipping';
  readonly version: 1;
  readonly nodes: readonly Node[];
  /** Those with both ends among the nodes. */
  readonly wires: readonly Wire[];
  /** The modules that the nodes are instances of, with those inside them. */
  readonly modules: Readonly<Record<ModuleId, Module>>;
}

/** A clipping as text for the clipboard. */
export function writeClipping({ format, version, modules, ...graph }: Clipping): string {
  return print({ format, version, ...graphJson(graph), modules: sorted(modules, moduleJson) });
}

/**
 * Reads a clipping from text that was pasted. `null` when the text is something else altogether; a sentence when it
 * is a clipping that is damaged.
 */
export function readClipping(
  text: string,
): { readonly ok: true; readonly clipping: Clipping } | { readonly ok: false; readonly says: string } | null {
  if (!text.includes('netloom-clipping')) return null;
  const parsed = parseText(text);
  if (!parsed.ok) return parsed;
  const danger = unsafe(parsed.value);
  if (danger !== null) return { ok: false, says: `What was pasted can’t be read: ${danger}.` };
  const result = v.safeParse(clippingSchema, parsed.value, { abortEarly: true });
  if (!result.success) return { ok: false, says: complaint(parsed.value, result.issues[0]) };
  const clipping = result.output;
  for (const graph of [clipping, ...Object.values(clipping.modules).map(m => m.graph)]) {
    const fault = graphFault(graph);
    if (fault !== null) return { ok: false, says: `In what was pasted, ${fault}.` };
  }
  return { ok: true, clipping };
}

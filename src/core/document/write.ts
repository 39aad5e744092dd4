import type { ParamSpec, ParamValue } from '../op/params';
import {
  type Architecture,
  type FigureSettings,
  type Frame,
  type Graph,
  type Module,
  type Node,
  parsePort,
  type Wire,
} from './architecture';
import { type Json, print } from './print';
import type { TrainingPlan } from './training-plan';

/**
 * A document as the text of its file: always the same for the same document. Nodes stand in the order in which they
 * were added, wires in the order of their targets, parameters and modules by name.
 */
export const writeDocument = (doc: Architecture): string => print(documentJson(doc));

/** The same in one line, in a tenth of the time: for where no person reads it. */
export const writeShortly = (doc: Architecture): string => JSON.stringify(documentJson(doc));

const documentJson = (doc: Architecture): Json => ({
  format: doc.format,
  version: doc.version,
  title: doc.title,
  ...(doc.notes === undefined ? {} : { notes: doc.notes }),
  ...(doc.training ? { training: planJson(doc.training) } : {}),
  ...(doc.figure ? { figure: figureJson(doc.figure) } : {}),
  graph: graphJson(doc.graph),
  modules: sorted(doc.modules, moduleJson),
});

export const graphJson = (graph: Graph): { readonly [key: string]: Json } => ({
  nodes: graph.nodes.map(nodeJson),
  wires: sortedWires(graph).map(({ from, to }) => ({ from: [...from], to: [...to] })),
  ...(graph.frames ? { frames: graph.frames.map(frameJson) } : {}),
});

export const moduleJson = ({ title, summary, params, graph }: Module): Json => ({
  title,
  ...(summary === undefined ? {} : { summary }),
  params: sorted(params, specJson),
  graph: graphJson(graph),
});

const figureJson = ({ captions, ...rest }: FigureSettings): Json =>
  sorted<Readonly<Record<string, Json>>, Json>(
    { ...rest, ...(captions ? { captions: sorted(captions, text => text) } : {}) },
    value => value,
  );

const planJson = ({ augmentation, earlyStopping, schedule, ...rest }: TrainingPlan): Json =>
  sorted<Readonly<Record<string, Json>>, Json>(
    {
      ...rest,
      ...(augmentation && { augmentation: { ...augmentation } }),
      ...(earlyStopping && { earlyStopping: { ...earlyStopping } }),
      ...(schedule && { schedule: { ...schedule } }),
    },
    value => value,
  );

const nodeJson = ({ id, op, name, params, at, muted }: Node): Json => ({
  id,
  op,
  name,
  params: sorted(params, valueJson),
  at: [...at],
  ...(muted ? { muted } : {}),
});

const frameJson = ({ id, title, at, size }: Frame): Json => ({ id, title, at: [...at], size: [...size] });

const specJson = ({ kind, label, ...rest }: ParamSpec): Json => ({ kind, label, ...sorted(rest, asJson) });

const valueJson = (value: ParamValue): Json => (typeof value === 'object' && '$' in value ? { $: value.$ } : value);

/** A parameter's specification is plain data of known kinds; only its lists of options hold objects. */
function asJson(value: ParamValue | readonly { readonly value: string; readonly label: string }[]): Json {
  return typeof value !== 'object' || '$' in value ? valueJson(value as ParamValue) : value.map(optionJson);
}
const optionJson = (item: number | null | { readonly value: string; readonly label: string }): Json =>
  item === null || typeof item === 'number' ? item : { value: item.value, label: item.label };

/** The entries of a table in the order of their names (by code unit, so that it is the same everywhere). */
export function sorted<T extends object, V = NonNullable<T[keyof T & string]>>(
  table: T,
  json: (value: V) => Json,
): { readonly [key: string]: Json } {
  const entries = Object.entries(table).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, value]) => [key, json(value)]));
}

function sortedWires({ nodes, wires }: Graph): readonly Wire[] {
  const order = new Map(nodes.map((n, i) => [n.id, i]));
  const keyed = wires.map(wire => ({ wire, node: order.get(wire.to[0]) ?? nodes.length, ...parsePort(wire.to[1]) }));
  keyed.sort(
    (a, b) => a.node - b.node || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) || (a.index ?? -1) - (b.index ?? -1),
  );
  return keyed.map(k => k.wire);
}

import * as v from 'valibot';
import { rejects } from '../op/params';
import {
  type Architecture,
  CAPTION_KINDS,
  FIGURE_DETAILS,
  FIGURE_REPEATS,
  FIGURE_STYLES,
  FIGURE_THEMES,
  type Graph,
  moduleOf,
  SCALE_LAWS,
  VERSION,
} from './architecture';
import { OPTIMIZERS } from './training-plan';

/** More than these in one graph is a broken file, or one made to break the page. */
const MOST_NODES = 50_000;
const MOST_WIRES = 200_000;
const MOST_FRAMES = 5_000;
const MOST_IN_A_LIST = 64;
/** Pixels from the origin, in any direction. */
const FARTHEST = 1e8;

/** An id: no dots, colons or slashes, which separate ids in ports and paths, and nothing that every object has. */
const isId = (id: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(id) && !(id in {});
const BAD_ID = 'must be up to 64 letters, digits, hyphens and underscores, and start with a letter or digit';

const text = v.string('must be text');
const id = v.pipe(text, v.check(isId, BAD_ID));
const finite = v.pipe(v.number('must be a number'), v.finite('must be a number'));
const whole = v.pipe(finite, v.safeInteger('must be a whole number'));
const within = (from: number, to: number) =>
  v.pipe(
    whole,
    v.minValue(from, `must be at least ${from}`),
    v.maxValue(to, `must be at most ${to.toLocaleString('en')}`),
  );
const atLeastZero = v.pipe(finite, v.minValue(0, 'must be at least 0'));
const flag = v.boolean('must be true or false');

const pixel = v.pipe(
  finite,
  v.check(p => Math.abs(p) <= FARTHEST, 'must be a place on the canvas'),
);
const pair = v.strictTuple([pixel, pixel], 'must be two numbers');

const list = v.pipe(
  v.array(v.nullable(finite), 'must be a list of numbers'),
  v.maxLength(MOST_IN_A_LIST, `must have at most ${MOST_IN_A_LIST} numbers`),
);
const bound = v.strictObject({ $: text }, 'must name a parameter of the module');
const paramValue = v.union(
  [finite, flag, text, list, bound],
  'must be a number, text, true, false or a list of numbers',
);

const op = v.pipe(
  text,
  v.check(o => o !== '' && (moduleOf(o) === null || isId(moduleOf(o) ?? '')), 'must be the id of an operation'),
);
const node = v.strictObject(
  {
    id,
    op,
    name: text,
    params: v.record(text, paramValue, 'must be a table of values by name'),
    at: pair,
    muted: v.exactOptional(v.literal(true, 'must be true, or left out')),
  },
  'must be a node',
);
const end = v.strictTuple([id, text], 'must be a node and a port');
const wire = v.strictObject({ from: end, to: end }, 'must be a wire');
const frame = v.strictObject({ id, title: text, at: pair, size: pair }, 'must be a frame');
const many = <T extends v.GenericSchema>(item: T, most: number) =>
  v.pipe(v.array(item, 'must be a list'), v.maxLength(most, `must have at most ${most.toLocaleString('en')} entries`));
const graph = v.strictObject(
  {
    nodes: many(node, MOST_NODES),
    wires: many(wire, MOST_WIRES),
    frames: v.exactOptional(many(frame, MOST_FRAMES)),
  },
  'must be a graph',
);

const described = { label: text, help: v.exactOptional(text) };
const range = { min: v.exactOptional(finite), max: v.exactOptional(finite) };
const size2d = v.strictTuple([finite, finite], 'must be a height and a width');
const sides = v.strictTuple([finite, finite, finite, finite], 'must be top, bottom, left and right');
const spec = v.pipe(
  v.variant(
    'kind',
    [
      v.strictObject({ kind: v.literal('int'), ...described, ...range, default: finite }),
      v.strictObject({
        kind: v.literal('real'),
        ...described,
        ...range,
        step: v.exactOptional(finite),
        default: finite,
      }),
      v.strictObject({ kind: v.literal('flag'), ...described, default: flag }),
      v.strictObject({
        kind: v.literal('choice'),
        ...described,
        default: text,
        options: v.pipe(v.array(v.strictObject({ value: text, label: text })), v.readonly()),
      }),
      v.strictObject({ kind: v.literal('size2d'), ...described, min: range.min, default: size2d }),
      v.strictObject({
        kind: v.literal('padding2d'),
        ...described,
        default: v.union([v.picklist(['valid', 'same']), sides], 'must be valid, same or four sides'),
      }),
      v.strictObject({ kind: v.literal('sides'), ...described, default: sides }),
      v.strictObject({
        kind: v.literal('dims'),
        ...described,
        default: list,
        min: range.min,
        open: v.exactOptional(flag),
        minLength: v.exactOptional(finite),
        maxLength: v.exactOptional(finite),
      }),
    ],
    'must describe a parameter',
  ),
  v.check(s => rejects(s, s.default) === null, 'must have a default that it allows'),
);
const module = v.strictObject(
  {
    title: text,
    summary: v.exactOptional(text),
    params: v.record(text, spec, 'must be a table of parameters'),
    graph,
  },
  'must be a module',
);
const modules = v.record(id, module, 'must be a table of modules by id');

const positive = v.pipe(
  finite,
  v.check(x => x > 0, 'must be more than 0'),
);
const share = v.pipe(
  finite,
  v.minValue(0, 'must be at least 0'),
  v.check(x => x < 1, 'must be less than 1'),
);
const epochs = within(1, 1_000_000);
const schedule = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('step'), every: epochs, factor: positive }),
    v.strictObject({ kind: v.literal('cosine'), floor: share }),
    v.strictObject({ kind: v.literal('one-cycle'), peak: share }),
    v.strictObject({ kind: v.literal('plateau'), patience: epochs, factor: positive }),
  ],
  'must be a step, cosine, one-cycle or plateau schedule',
);
const augmentation = v.strictObject(
  {
    shift: v.exactOptional(within(0, 10_000)),
    rotate: v.exactOptional(
      v.pipe(finite, v.minValue(0, 'must be at least 0'), v.maxValue(180, 'must be at most 180')),
    ),
    zoom: v.exactOptional(share),
    flip: v.exactOptional(v.literal(true, 'must be true, or left out')),
    brightness: v.exactOptional(
      v.pipe(finite, v.minValue(0, 'must be at least 0'), v.maxValue(1, 'must be at most 1')),
    ),
    cutout: v.exactOptional(within(0, 10_000)),
  },
  'must be a table of changes to the training images',
);
const training = v.strictObject(
  {
    dataset: text,
    optimizer: v.picklist(OPTIMIZERS, `must be one of ${OPTIMIZERS.join(', ')}`),
    learningRate: positive,
    batchSize: within(1, 1_000_000),
    epochs,
    seed: whole,
    momentum: v.exactOptional(atLeastZero),
    weightDecay: v.exactOptional(atLeastZero),
    schedule: v.exactOptional(schedule),
    warmUp: v.exactOptional(atLeastZero),
    clipNorm: v.exactOptional(positive),
    labelSmoothing: v.exactOptional(share),
    classWeights: v.exactOptional(
      v.union(
        [v.literal('balanced'), v.pipe(v.array(atLeastZero, 'must be a list of weights'), v.readonly())],
        'must be "balanced" or a list of weights',
      ),
    ),
    augmentation: v.exactOptional(augmentation),
    earlyStopping: v.exactOptional(v.strictObject({ patience: epochs }, 'must say how long to wait')),
  },
  'must be a training plan',
);

const oneOf = <T extends readonly string[]>(options: T) =>
  v.exactOptional(v.picklist(options, `must be one of ${options.join(', ')}`));
const captionKey = v.pipe(
  text,
  v.check(key => key.length <= 400 && !(key in {}), 'must be a caption’s key'),
);
const figure = v.strictObject(
  {
    style: oneOf(FIGURE_STYLES),
    detail: oneOf(FIGURE_DETAILS),
    folded: v.exactOptional(v.pipe(v.array(id, 'must be a list of modules'), v.readonly())),
    repeats: oneOf(FIGURE_REPEATS),
    scale: oneOf(SCALE_LAWS),
    captionKind: oneOf(CAPTION_KINDS),
    theme: oneOf(FIGURE_THEMES),
    width: v.exactOptional(
      v.pipe(finite, v.minValue(40, 'must be at least 40'), v.maxValue(1000, 'must be at most 1,000')),
    ),
    tinted: v.exactOptional(v.literal(true, 'must be true, or left out')),
    captions: v.exactOptional(
      v.record(
        captionKey,
        v.pipe(text, v.maxLength(1000, 'must have at most 1,000 characters')),
        'must be a table of texts',
      ),
    ),
  },
  'must be a table of figure settings',
);

/** The structure of a document. Whether its parameters make sense to their operations is for inference to say. */
export const architectureSchema: v.GenericSchema<unknown, Architecture> = v.strictObject({
  format: v.literal('netloom'),
  version: v.literal(VERSION),
  title: text,
  notes: v.exactOptional(text),
  graph,
  modules,
  training: v.exactOptional(training),
  figure: v.exactOptional(figure),
});

/** The structure of a part of a graph that was copied. */
export const clippingSchema = v.strictObject({
  format: v.literal('netloom-clipping'),
  version: v.literal(1),
  ...graph.entries,
  modules,
});

/**
 * What a structure alone can't rule out: two nodes with one id, wires to nodes that aren't there, two wires into one
 * input. Returns what is wrong, or `null`.
 */
export function graphFault({ nodes, wires, frames = [] }: Graph): string | null {
  const ids = new Set<string>();
  for (const n of nodes) {
    if (ids.has(n.id)) return `two nodes have the id "${n.id}"`;
    ids.add(n.id);
  }
  const targets = new Set<string>();
  for (const { from, to } of wires) {
    for (const [end] of [from, to]) {
      if (!ids.has(end)) return `the wire from "${from[0]}" to "${to[0]}" has no node "${end}" to end at`;
    }
    const target = `${to[0]}:${to[1]}`;
    if (targets.has(target)) return `two wires go into the input ${to[1]} of node "${nameOf(nodes, to[0])}"`;
    targets.add(target);
  }
  const frameIds = new Set<string>();
  for (const f of frames) {
    if (frameIds.has(f.id)) return `two frames have the id "${f.id}"`;
    frameIds.add(f.id);
  }
  return null;
}

const nameOf = (nodes: Graph['nodes'], id: string): string => nodes.find(n => n.id === id)?.name ?? id;

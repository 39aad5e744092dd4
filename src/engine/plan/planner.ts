import type { EngineGraph, Primitive } from '../../core/op/engine';
import { primitives } from '../primitives';
import type { Kind, PrimitivePlan } from '../primitives/primitive';
import { type Arg, type Call, inBuffer } from './call';
import type { EngineTask, LossHead } from './network';
import type { Phase } from './program';
import { type Plant, Stage } from './stage';
import type { Standing } from './standing';
import { sizeOf, type Tensor } from './tensor';

/** What a plan is for. */
export interface Purpose {
  readonly training: boolean;
  /** Tensors whose values are copied to where they can be read, and the place for each image of a batch. */
  readonly read: readonly { readonly tensor: number; readonly to: Arg }[];
  /** Images come from the data set; `false`: the inputs have been written to the standing input places. */
  readonly gathered: boolean;
}

/** Primitives whose output nobody looks at on the way back, so that an activation may overwrite it. */
const SPARE: ReadonlySet<Kind> = new Set<Kind>([
  ...(['convolution', 'transposedConvolution', 'depthwise', 'linear', 'batchNorm', 'groupNorm'] as const),
  ...(['responseNorm', 'affine', 'frame', 'resample'] as const),
]);

const LOSSES = { categorical_crossentropy: 0, binary_crossentropy: 1, mean_squared_error: 2 } as const;

/** The primitive's own way of computing it. */
function planOf<P extends Primitive>(primitive: P): PrimitivePlan<P['kind']> {
  return primitives[primitive.kind] as unknown as PrimitivePlan<P['kind']>;
}

/** Whether a batch must be worked on as a whole: one image's values depend on the others'. */
export const couplesImages = (graph: EngineGraph): boolean =>
  graph.nodes.some(node => planOf(node.primitive).couplesImages === true);

/**
 * Orders a network's work: the weights' packing, then there, the loss, and back. Everything that every thread makes for
 * its images lies between meetings; `chunk` is how many images go through it at a time.
 */
export function planPhases(task: EngineTask, standing: Standing, purpose: Purpose, chunk: number): readonly Phase[] {
  const { graph, heads } = task;
  const prepared: Call[] = [];
  const phases: Call[][] = [[]];
  let layers = 0;
  const plant: Plant = {
    training: purpose.training,
    emit: call => phases.at(-1)?.push(call),
    meet: () => phases.push([]),
    prepare: call => prepared.push({ ...call, thread: prepared.length % standing.threads }),
    keep: floats => standing.keep(floats),
    table: words => standing.table(words),
    weight: name => standing.weight(name),
    sizeOfWeight: name => standing.sizeOfWeight(name),
    weightGradient: name => standing.weightGradient(name),
    nextLayer: () => ++layers,
    step: standing.step,
  };
  const ends = [...purpose.read.map(r => r.tensor), ...(purpose.training ? heads.map(h => h.tensor) : [])];
  const needed = ancestors(graph, ends);
  const tensors = makeTensors(task, standing, needed, ends);

  graph.inputs.forEach((_, i) => {
    const tensor = tensors[i];
    if (!tensor || !needed.has(i)) return;
    if (purpose.gathered) plant.emit(gather(task, standing, i, tensor));
    else
      plant.emit({ kernel: 'scale', args: [standing.written(i), inBuffer(tensor.value), 1, tensor.size, 0, 'count'] });
  });
  const stages: Stage[] = [];
  graph.nodes.forEach((node, i) => {
    const output = tensors[graph.inputs.length + i];
    if (!output || !needed.has(graph.inputs.length + i)) return;
    const inputs = node.inputs.flatMap(t => tensors[t] ?? []);
    const stage = new Stage(plant, node, inputs, output);
    planOf(node.primitive).forward(stage, node.primitive);
    stages.push(stage);
  });
  for (const { tensor, to } of purpose.read) {
    const t = tensors[tensor];
    if (t) plant.emit({ kernel: 'scale', args: [inBuffer(t.value), to, 1, t.size, 0, 'count'] });
  }
  if (purpose.training) {
    const classWeights = task.classWeights ? standing.table(task.classWeights) : 0;
    for (const head of heads) lose(head, tensors[head.tensor], classWeights, plant, standing);
    for (const stage of stages.reverse()) {
      if (stage.output.gradient && stage.output.learns)
        planOf(stage.node.primitive).backward(stage, stage.node.primitive);
    }
  }
  const main = phases.map(calls => ({ chunk, calls }));
  return [
    ...(prepared.length > 0 ? [{ chunk: null, calls: prepared }] : []),
    ...main,
    ...(purpose.training ? standing.updates().map(calls => ({ chunk: null, calls })) : []),
  ];
}

/** The loss's gradient, to begin the way back with. */
function lose(head: LossHead, tensor: Tensor | undefined, classWeights: Arg, plant: Plant, standing: Standing): void {
  if (!tensor?.learns) return;
  const add = tensor.gradient ? 1 : 0;
  tensor.gradient ??= { size: tensor.size, perImage: true };
  const said = inBuffer(tensor.value);
  const to = inBuffer(tensor.gradient);
  const { labels, indices, step } = standing;
  plant.emit({
    kernel: 'lossGradient',
    args: [
      ...[LOSSES[head.loss], head.logits ? 1 : 0, said, labels, indices, step, head.weight],
      ...[head.on, head.off, classWeights, tensor.size, to, add],
      'count',
    ],
  });
}

function gather(task: EngineTask, standing: Standing, input: number, tensor: Tensor): Call {
  const images = task.inputs[input];
  if (!images) throw new Error('An input without images');
  const fit = { same: 0, pad: 1, resize: 2 }[images.fit];
  return {
    kernel: 'gather',
    args: [standing.pixels, ...images.from, standing.indices, inBuffer(tensor.value), ...images.to, fit, 'count'],
  };
}

/** The tensors that these depend on, themselves included. */
function ancestors(graph: EngineGraph, ends: readonly number[]): ReadonlySet<number> {
  const needed = new Set(ends);
  for (let t = graph.inputs.length + graph.nodes.length - 1; t >= graph.inputs.length; t--) {
    if (needed.has(t)) for (const from of graph.nodes[t - graph.inputs.length]?.inputs ?? []) needed.add(from);
  }
  return needed;
}

function makeTensors(
  { graph, weights }: EngineTask,
  standing: Standing,
  needed: ReadonlySet<number>,
  ends: readonly number[],
): readonly Tensor[] {
  const trainable = new Set(weights.filter(w => w.trainable && standing.trains(w.name)).map(w => w.name));
  const shapes = [...graph.inputs, ...graph.nodes.map(n => n.shape)];
  const tensors: Tensor[] = [];
  shapes.forEach((shape, t) => {
    const node = graph.nodes[t - graph.inputs.length];
    const readBy = graph.nodes.filter((n, i) => needed.has(graph.inputs.length + i) && n.inputs.includes(t)).length;
    const size = sizeOf(shape);
    tensors.push({
      shape,
      size,
      learns:
        node !== undefined &&
        (Object.values(node.weights).some(name => trainable.has(name)) || node.inputs.some(i => tensors[i]?.learns)),
      readers: readBy + ends.filter(end => end === t).length,
      spare: node !== undefined && SPARE.has(node.primitive.kind),
      value: { size, perImage: true },
      gradient: null,
    });
  });
  return tensors;
}

import { nameIn, type WrittenText } from './drawing';
import type { FigureGraph, Step } from './figure-graph';
import type { FigureOptions } from './figure-options';
import { mapsAndSize, shownShape } from './notation';
import { isFlat } from './volume-size';

/** With more tensors than these, captions leave `feature maps` out. */
const MANY = 12;

/** What stands above each tensor, worded as in the LeNet figure. */
export class VolumeCaptions {
  readonly #graph: FigureGraph;
  readonly #kind: FigureOptions['captionKind'];
  readonly #output: string | null;
  /** The first stack of feature maps is called in full, the others `f. maps`. */
  readonly #firstMaps: string | null;
  readonly #short: boolean;
  readonly #narrow: boolean;

  /**
   * @param output the step in which the first output ends
   * @param narrow breaks sizes into two lines, for networks that are too wide for their page
   */
  constructor(graph: FigureGraph, kind: FigureOptions['captionKind'], output: string | null, narrow: boolean) {
    this.#narrow = narrow;
    this.#graph = graph;
    this.#kind = kind;
    this.#output = output;
    this.#firstMaps = graph.steps.find(s => s.role !== 'input' && s.shape?.length === 3)?.id ?? null;
    this.#short = graph.steps.filter(s => s.role !== 'merge').length > MANY;
  }

  of(step: Step): WrittenText {
    const own = this.#own(step);
    return { key: `caption:${step.id}`, own: this.#narrow ? own.flatMap(line => line.split(/(?<=@)/)) : own };
  }

  /** What stands below the way to it; nothing where tensors only add up, nor in lanes when there are many. */
  verb(step: Step, inLane: boolean): WrittenText | null {
    if (inLane && this.#short) return null;
    if (this.#kind === 'none' || step.role === 'input' || (step.role === 'merge' && !step.joins)) return null;
    return { key: `verb:${step.id}`, own: [nameIn(step.verb)] };
  }

  #own(step: Step): readonly string[] {
    if (this.#kind === 'none' || (step.role === 'merge' && !step.joins)) return [];
    if (this.#kind === 'sizes') return [shownShape(step.shape)];
    const size = mapsAndSize(step.shape);
    const name = nameIn(step.name);
    if (step.role === 'input') return [this.#onlyInput() ? 'INPUT' : name, size];
    if (step.id === this.#output) return ['OUTPUT', size];
    const [end] = step.ends;
    if (end) return [nameIn(end.name), size];
    if (this.#short) return [name, size];
    if (isFlat(step.shape)) return [`${name}: layer`, size];
    return [`${name}: ${step.id === this.#firstMaps ? 'feature maps' : 'f. maps'}`, size];
  }

  #onlyInput(): boolean {
    return this.#graph.steps.filter(s => s.role === 'input').length === 1;
  }
}

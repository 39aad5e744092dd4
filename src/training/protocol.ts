import type { Compiled, Weights } from '../core/compiler/compiled';
import type { NodeId } from '../core/document/architecture';
import type { TrainingPlan } from '../core/document/training-plan';
import type { ClassMetrics, TopAccuracy } from './metrics';

export type BackendName = 'wasm' | 'webgpu' | 'webgl' | 'cpu';

/** How long one step of a plan takes on a backend, as measured by real ones. */
export interface StepTime {
  readonly backend: BackendName;
  readonly ms: number;
}

/** What the page hands to the worker to start a run. */
export interface RunRequest {
  readonly model: Compiled;
  readonly plan: TrainingPlan;
  /** `auto` tries WebGPU, WebGL, CPU in the order of measured speed of real steps and says what it took. */
  readonly backend: BackendName | 'auto';
  /** Where to start from; fresh weights from the plan's seed when absent. */
  readonly weights?: Weights;
  /** Goes on with the run that was left with these weights, where there is one and it can: its curve, its optimizer's memory. */
  readonly further?: true;
  /** Id of the document that is trained, in the browser's storage; the run is kept under it so that it can be taken up. */
  readonly document?: string;
}

/** One point of the curves. `step` counts optimizer steps from the start of the run. */
export interface CurvePoint {
  readonly step: number;
  /** Fractional epoch, for the axis. */
  readonly epoch: number;
  readonly loss: number;
  /** 0 to 1; `null` for losses without classes. */
  readonly accuracy: number | null;
  /** The learning rate of the step; absent for held-out images. */
  readonly rate?: number;
}
export type Curve = 'train' | 'validation';

export interface Progress {
  readonly backend: BackendName;
  readonly step: number;
  readonly steps: number;
  /** Epochs completed. */
  readonly epoch: number;
  readonly epochs: number;
  readonly imagesPerSecond: number;
  readonly secondsLeft: number;
}

/** An image as stored: `height × width × channels` bytes, row by row. */
export interface ByteImage {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly pixels: Uint8Array;
}
/** A held-out image with what the network says of it. */
export interface SamplePrediction {
  readonly image: ByteImage;
  /** Index in the held-out split. */
  readonly index: number;
  readonly label: number;
  /** Class probabilities. */
  readonly probabilities: readonly number[];
}
export interface Result {
  /** On the held-out split, 0 to 1. */
  readonly accuracy: number | null;
  readonly loss: number;
  readonly seconds: number;
  /** rows: true class, columns: predicted class. */
  readonly confusion: readonly (readonly number[])[];
  /** By class. */
  readonly classes: readonly ClassMetrics[];
  /** The mean of the classes' F1; `null` when there were no answers. */
  readonly macroF1: number | null;
  /** Top-3 and top-5, where there are more classes. */
  readonly top: readonly TopAccuracy[];
  readonly samples: readonly SamplePrediction[];
  /** Class probabilities of all held-out images, images × classes, and their true classes. */
  readonly answers: Float32Array;
  readonly labels: Uint8Array;
}

/** How a run came to its end. */
export interface RunEnd {
  readonly result: Result;
  /** After the epochs that were asked for; by the person; or by the plan, which goes back to the best epoch's weights. */
  readonly ended: 'epochs' | 'stopped' | 'early';
  /** The epoch with the lowest validation loss; `null` when none was completed. */
  readonly best: EpochScore | null;
  /** `null` when the best weights are the last ones. */
  readonly choice: WeightsChoice | null;
}

/** How the held-out images fared. */
export interface EpochScore {
  /** Epochs trained until then, a part of one too when the run was stopped there. */
  readonly epoch: number;
  readonly loss: number;
  /** 0 to 1. */
  readonly accuracy: number;
}

/** Weights that a run that is over can be left with, the one or the other. Both are kept, each with its optimizer's memory. */
export interface WeightsChoice {
  /** Those that the network has now. */
  readonly has: Which;
  /** Those of the last step. */
  readonly last: EpochScore;
  /** Those of the end of the epoch with the lowest validation loss. */
  readonly best: EpochScore;
  /** What keeping the others takes, in memory while the run is open and in the browser's storage. */
  readonly bytes: number;
}
export type Which = 'last' | 'best';

/** The machine: idle -> preparing -> running <-> paused -> finished | failed. */
export type RunState =
  | { readonly phase: 'idle' }
  | {
      readonly phase: 'preparing';
      readonly doing: string;
      readonly timed?: readonly StepTime[];
      /** The run before is gone on with; its points come first. */
      readonly onward?: true;
    }
  | { readonly phase: 'running'; readonly progress: Progress }
  | { readonly phase: 'paused'; readonly progress: Progress }
  | ({ readonly phase: 'finished'; readonly progress: Progress } & RunEnd)
  | {
      readonly phase: 'failed';
      readonly says: string;
      readonly wayOut: string;
      readonly progress: Progress | null;
      /** Engines that could go on with it, the likeliest first; the one that failed last, where it may be back. */
      readonly others: readonly BackendName[];
      /** The node where the numbers came apart: ids of the module instances entered, then its own. */
      readonly at?: readonly NodeId[];
    };

/** What the page shows of a checkpoint before it is loaded. */
export interface CheckpointFacts {
  /** Id of the document that is trained; it has one checkpoint at most. */
  readonly document: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** Epochs completed, and epochs wanted. Equal when the run had just come to its end. */
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  /** Tells the trained network from one that was edited since (see `fingerprintOf`). */
  readonly fingerprint: string;
}

/** Whether the run could be kept in the browser's storage, so that it can be taken up later. */
export type Kept =
  | { readonly ok: true; readonly facts: CheckpointFacts }
  | { readonly ok: false; readonly says: string };

export interface RunListener {
  state(state: RunState): void;
  points(curve: Curve, points: readonly CurvePoint[]): void;
  kept?(kept: Kept): void;
}

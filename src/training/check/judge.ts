import type { TrainingPlan } from '../../core/document/training-plan';
import type { Finding, Illness, LayerHealth } from './health-report';

/** A layer's values are no longer of any use for learning above this size; layers of a healthy network stay near 1. */
const LARGEST_SIZE = 1000;
/** Below this share of their size, what differs between two images is lost. */
const LEAST_SIGNAL = 1e-4;
const MOST_DEAD = 0.9;
const MOST_SATURATED = 0.5;
/** A first loss beyond so many times that of guessing. */
const MOST_LOSS = 4;
/** ‖gradient‖ / ‖weights‖ of a layer below this share of the largest among the layers. */
const LEAST_GRADIENT = 1e-6;
const LARGEST_NORM = 1e5;
/** A first step that changes a layer's weights by more than this share of their length. */
const LARGEST_STEP = 1;

/** Outputs whose values say little of the signal: they are small differences around 1 / classes before training. */
const PROBABILITIES = new Set(['softmax', 'log_softmax']);

interface Judged {
  readonly layers: readonly LayerHealth[];
  readonly loss: number;
  /** Mean loss of an answer that prefers no class; `null` where that is not known. */
  readonly guessing: number | null;
  readonly gradientNorm: number;
}

/**
 * What is wrong with a network before its first step, each at the layer where it begins; later layers suffer from the
 * same cause and are left out. What the limits follow:
 *
 * - Signal: two images must stay apart from layer to layer; in the ordered phase they come together exponentially
 *   (Poole et al. 2016; Schoenholz et al., Deep information propagation, 2017). It vanishes where the variation
 *   between images is below 1e-4 of the values' size (their correlation is 1 to eight digits), and explodes above a
 *   root mean square of 1,000, where initialisations that keep the variance (He et al. 2015) stay near 1.
 * - Dead: 90 % or more of a layer's channels are 0 for every image (Lu et al., Dying ReLU and initialization, 2019).
 * - Saturated: more than half of the values of a tanh, sigmoid or their hard forms lie where the slope is below 6 % of
 *   its largest (|tanh| > 0.97), which stops layers from learning (Glorot and Bengio 2010).
 * - First loss: four times that of guessing says that the last layer is far too sure (Karpathy, A recipe for training
 *   neural networks, 2019: verify the loss at the start).
 * - Gradients: ‖∇w‖ / ‖w‖ may differ by three orders of magnitude between layers of a sound network (You et al., LARS,
 *   2017), and by nearly five in deep ones with batch normalisation; below 1e-6 of the largest it vanishes (Bengio et
 *   al. 1994; Glorot and Bengio 2010). A norm of all gradients above 1e5 explodes: limits for clipping are 1 to 10
 *   (Pascanu et al. 2013), but before batch normalisation, which takes the weights' scale away, sound networks have
 *   norms of 1,000 (ResNet-50, Inception v3).
 * - Step: a step should change weights by about a thousandth (Karpathy, CS231n); one that is as long as the weights
 *   themselves forgets the initialisation. Layers that are normalised next are left out: their gradients shrink as
 *   their weights grow, so that such steps mend themselves (Arora et al., Auto rate-tuning, 2019).
 */
export function judge(judged: Judged, plan: TrainingPlan): readonly Finding[] {
  const there = forward(judged);
  const broken = there.some(f => f.illness === 'not-finite' || f.illness === 'dead');
  // Without finite values, or behind a dead layer, gradients say nothing more.
  return broken ? there : [...there, ...backward(judged, plan)];
}

function forward({ layers, loss, guessing }: Judged): readonly Finding[] {
  const cause = firstOf(layers, causeOf);
  const saturated = firstOf(layers, l =>
    l.saturated !== null && l.saturated > MOST_SATURATED ? ['saturated', l.saturated] : null,
  );
  const found = [cause, saturated].flatMap(f => f ?? []);
  if (found.length > 0) return found;
  const last = layers.findLast(l => l.gradient !== null);
  return last && guessing !== null && loss > MOST_LOSS * guessing
    ? [finding(last, 'sure-at-once', loss / guessing)]
    : [];
}

/** What makes all layers behind this one useless. */
function causeOf({ op, spread }: LayerHealth): readonly [Illness, number] | null {
  if (!spread.finite) return ['not-finite', Number.NaN];
  if (spread.size > LARGEST_SIZE) return ['signal-explodes', spread.size];
  if (RECTIFIERS.has(op) && spread.deadChannels >= MOST_DEAD) return ['dead', spread.deadChannels];
  const signal = spread.signal / (spread.size || 1);
  return signal < LEAST_SIGNAL && !PROBABILITIES.has(op) ? ['signal-vanishes', signal] : null;
}

/** Activations that give exactly 0 on one side. */
const RECTIFIERS = new Set(['relu', 'relu6']);

function backward({ layers, gradientNorm }: Judged, plan: TrainingPlan): readonly Finding[] {
  const learning = layers.filter(l => l.gradient !== null && l.gradient.weights > 0);
  const broken = learning.findLast(l => !Number.isFinite(l.gradient?.norm));
  if (broken) return [finding(broken, 'gradient-not-finite', Number.NaN)];
  if (gradientNorm > LARGEST_NORM) {
    const largest = learning.reduce((a, b) => ((b.gradient?.norm ?? 0) > (a.gradient?.norm ?? 0) ? b : a));
    return [finding(largest, 'gradient-explodes', gradientNorm)];
  }
  const ratios = learning.map(({ gradient }) => (gradient ? gradient.norm / gradient.weights : 0));
  const largest = Math.max(...ratios);
  // On the way back, so the last of the layers is the first to lack it.
  const lacking = ratios.findLastIndex(r => r < LEAST_GRADIENT * largest || largest === 0);
  const starved = learning[lacking];
  const found = starved ? [finding(starved, 'gradient-vanishes', (ratios[lacking] ?? 0) / (largest || 1))] : [];
  const steps = learning.map(l => (l.scaleFree ? 0 : stepOf(l, plan)));
  const longest = steps.indexOf(Math.max(...steps));
  const hasty = learning[longest];
  const length = steps[longest] ?? 0;
  return hasty && length > LARGEST_STEP && (plan.warmUp ?? 0) === 0
    ? [...found, finding(hasty, 'step-too-large', length)]
    : found;
}

/** Length of the first step, as a share of the weights' own length. */
export function stepOf({ gradient }: LayerHealth, plan: TrainingPlan): number {
  if (!gradient || gradient.weights === 0) return 0;
  const { optimizer, learningRate, clipNorm = Number.POSITIVE_INFINITY } = plan;
  switch (optimizer) {
    case 'adam':
    case 'adamw':
    case 'rmsprop':
      // Every weight moves by about the learning rate, whatever its gradient.
      return gradient.norm === 0 ? 0 : (learningRate * Math.sqrt(gradient.count)) / gradient.weights;
    case 'sgd':
    case 'momentum':
    case 'nesterov':
      return (learningRate * Math.min(gradient.norm, clipNorm)) / gradient.weights;
  }
}

function firstOf(
  layers: readonly LayerHealth[],
  look: (layer: LayerHealth) => readonly [Illness, number] | null,
): Finding | null {
  for (const layer of layers) {
    const seen = look(layer);
    if (seen) return finding(layer, ...seen);
  }
  return null;
}

const finding = ({ path, op }: LayerHealth, illness: Illness, measured: number): Finding => ({
  illness,
  path,
  op,
  measured,
});

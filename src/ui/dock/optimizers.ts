import type { OptimizerKind, TrainingPlan } from '../../core/document/training-plan';
import type { Option } from './Choice';

/** The methods, with what tells them apart. */
export const OPTIMIZERS: readonly Option<OptimizerKind>[] = [
  { value: 'adam', label: 'Adam', remark: 'Adapts each weight’s step; a good first choice' },
  { value: 'adamw', label: 'AdamW', remark: 'Adam with weight decay kept apart from the gradient' },
  { value: 'sgd', label: 'SGD', remark: 'Plain gradient descent' },
  { value: 'momentum', label: 'Momentum', remark: 'SGD that keeps rolling' },
  { value: 'nesterov', label: 'Nesterov', remark: 'Momentum that looks ahead before it corrects itself' },
  { value: 'rmsprop', label: 'RMSProp', remark: 'Scales by recent gradient size' },
];

/** Methods that remember a running mean whose weight can be chosen. */
export const hasMomentum = ({ optimizer }: TrainingPlan): boolean =>
  optimizer === 'momentum' || optimizer === 'nesterov' || optimizer === 'rmsprop';

/** What the weight decay is where the plan says nothing of it. */
export const usualDecay = ({ optimizer }: TrainingPlan): number => (optimizer === 'adamw' ? 0.01 : 0);

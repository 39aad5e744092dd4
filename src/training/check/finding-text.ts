import type { Finding } from './health-report';

/** What a finding says of its node, and why it matters. Both are sentences without a full stop. */
export interface FindingText {
  readonly says: string;
  readonly why: string;
}

/** A finding in words. The node's name stands before `says`. */
export function findingText({ illness, measured }: Finding): FindingText {
  switch (illness) {
    case 'not-finite':
      return {
        says: 'makes values that are no numbers',
        why: 'Everything behind it is lost. Its weights or its inputs are far too large',
      };
    case 'signal-explodes':
      return {
        says: `makes values of about ${short(measured)}`,
        why: 'A healthy layer stays near 1. Values this large drown the loss and the first steps',
      };
    case 'signal-vanishes':
      return {
        says: `hardly tells images apart: they differ by ${percent(measured)} of its values`,
        why: 'What comes behind can learn nothing from images that look the same',
      };
    case 'dead':
      return {
        says: measured === 1 ? 'is 0 for every image' : `is 0 for every image in ${percent(measured)} of its channels`,
        why: 'Where a ReLU is always 0 no gradient comes through, so that nothing before it learns',
      };
    case 'saturated':
      return {
        says: `is at its flat ends for ${percent(measured)} of its values`,
        why: 'The slope there is nearly 0, so that hardly any gradient comes through',
      };
    case 'sure-at-once':
      return {
        says: `begins with a loss ${short(measured)} times that of guessing`,
        why: 'It is sure before it has learned anything; the first epochs go into unlearning that',
      };
    case 'gradient-not-finite':
      return { says: 'gets a gradient that is no number', why: 'The first step would destroy the weights' };
    case 'gradient-vanishes':
      return {
        says: measured === 0 ? 'gets no gradient' : `gets a gradient ${short(measured)} times that of the other layers`,
        why: 'It and the layers before it will hardly learn',
      };
    case 'gradient-explodes':
      return {
        says: `gets the largest part of gradients of length ${short(measured)}`,
        why: 'Gradients this long throw the weights far away in one step',
      };
    case 'step-too-large':
      return {
        says: `would be changed by ${short(measured)} times its own weights in the first step`,
        why: 'A step of a hundredth or less keeps what the initialisation is good for',
      };
  }
}

/** Two telling digits: `12`, `3.4`, `1.2e-9`. */
function short(value: number): string {
  if (value === 0) return '0';
  if (value >= 1e6 || value < 1e-3) return value.toExponential(1).replace('e+', 'e');
  return Number(value.toPrecision(2)).toLocaleString('en-US', { maximumFractionDigits: 6 });
}

const percent = (share: number): string => `${short(100 * share)} %`;

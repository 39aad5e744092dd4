import type { Arithmetic, Moment, UpdateRule } from './update-rules';

/** One result of an optimizer's rule as an expression, which GLSL and WGSL read alike. */
export interface WrittenUpdate {
  /** Of weights `w`, gradient `g`, memories `m0`, `m1`, … and numbers `n0`, `n1`, …. */
  readonly expression: string;
  /** Which of the tensors it reads. */
  readonly tensors: readonly string[];
  /** The numbers that it reads, by name: they may differ from step to step, the expression does not. */
  readonly numbers: Readonly<Record<string, number>>;
}

/** The new weights, then the new memories. */
export function writeUpdate(rule: UpdateRule, at: Moment): readonly WrittenUpdate[] {
  const numbers: number[] = [];
  const memories = Array.from({ length: rule.memories }, (_, i) => `m${i}`);
  return rule.step(writing(numbers), 'w', 'g', memories, at).map(expression => {
    const isRead = (name: string) => new RegExp(`\\b${name}\\b`).test(expression);
    // A shader is known by its text: the same text must come with the same numbers, whatever the rule has besides.
    const told = numbers.map((value, i) => [`n${i}`, value] as const).filter(([name]) => isRead(name));
    return { expression, tensors: ['w', 'g', ...memories].filter(isRead), numbers: Object.fromEntries(told) };
  });
}

const writing = (numbers: number[]): Arithmetic<string> => ({
  add: (a, b) => `(${a} + ${b})`,
  sub: (a, b) => `(${a} - ${b})`,
  mul: (a, b) => `(${a} * ${b})`,
  div: (a, b) => `(${a} / ${b})`,
  sqrt: a => `sqrt(${a})`,
  number: value => `n${numbers.push(value) - 1}`,
});

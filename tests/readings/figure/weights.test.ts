import { describe, expect, it } from 'vitest';
import type { Architecture } from '../../../src/core/document/architecture';
import { infer } from '../../../src/core/inference/infer';
import { catalogue } from '../../../src/ops/catalogue';
import { drawFigure } from '../../../src/readings/figure/draw-figure';
import { figureOptions } from '../../../src/readings/figure/figure-options';
import { presetDocument } from './drawn';

const doc: Architecture = presetDocument('multilayer-perceptron', { style: 'neurons', tinted: true });
/** The output layer's kernel: every weight 0.1, but from the first unit 2 to unit 0, and −1 to unit 1. */
const values = new Float32Array(64 * 10).fill(0.1);
values[0] = 2;
values[1] = -1;
const weights = new Map([['n7', { inputs: 64, units: 10, values }]]);
const scene = drawFigure(doc, catalogue, infer(doc, catalogue), figureOptions(doc, catalogue, 'light'), weights);

describe('neurons tinted by their weights', () => {
  const lines = scene.marks.flatMap(m => (m.mark === 'path' && m.opacity !== undefined ? [m] : []));

  it('have a line of their own for each weight that is shown', () => {
    expect(lines).toHaveLength(8 * 10);
  });

  it('show strength by thickness, the strongest in front', () => {
    const [strongest, second] = [lines.at(-1), lines.at(-2)];
    expect(strongest?.line).toBeGreaterThan(second?.line ?? 0);
    expect(second?.line).toBeGreaterThan(lines[0]?.line ?? 0);
  });

  it('show a negative weight by a dash as well as by colour', () => {
    expect(lines.filter(l => l.dash !== undefined)).toHaveLength(1);
    expect(lines.at(-2)?.dash).toBeDefined();
    expect(lines.at(-2)?.stroke).not.toBe(lines.at(-1)?.stroke);
  });

  it('leave layers without weights as they are', () => {
    const plain = scene.marks.filter(m => m.mark === 'path' && m.opacity === undefined);
    expect(plain).toHaveLength(2);
  });
});

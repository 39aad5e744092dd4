import { describe, expect, it } from 'vitest';
import { formOf } from '../../../src/readings/figure/block-mark';
import { inkOf } from '../../../src/readings/figure/ink';
import { legendOf } from '../../../src/readings/figure/legend';
import { presetDocument, unfolded } from './drawn';

const NETWORKS = ['lenet-5', 'resnet-50', 'inception-v3-auxiliary', 'mobilenet-v2', 'densenet-121', 'u-net'];

describe.each(['layers', 'operations'] as const)('printed without colour, at the level of %s', detail => {
  it.each(NETWORKS)('no two operations of %s look the same', id => {
    const entries = legendOf(unfolded(presetDocument(id, { style: 'blocks', detail })).steps);
    const looks = entries.map(({ step, kind, variant }) => {
      const { fill, hatch } = inkOf('print').block(kind, variant);
      return `${formOf(step)} ${fill} ${hatch}`;
    });
    expect(new Set(looks).size).toBe(looks.length);
    expect(looks.every(look => /#([0-9a-f]{2})\1\1 /.test(look))).toBe(true);
  });
});

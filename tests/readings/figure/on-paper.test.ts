import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FigureSettings } from '../../../src/core/document/architecture';
import { infer } from '../../../src/core/inference/infer';
import { catalogue } from '../../../src/ops/catalogue';
import { fitsPage, isLegible, onPaper, waysOut } from '../../../src/readings/figure/on-paper';
import { drawn, drawnPreset, presetDocument } from './drawn';

const NETWORKS = readdirSync(new URL('../../../presets', import.meta.url)).flatMap(
  name => name.match(/^(.*)\.netloom\.json$/)?.[1] ?? [],
);

describe.each(NETWORKS)('the figure of %s', id => {
  it.each([174, 84])('can be read in print and fits a page, %i mm wide', width => {
    const paper = onPaper(drawn(presetDocument(id, { width })));
    expect(paper.text).toBeGreaterThanOrEqual(6);
    expect(paper.width).toBeCloseTo(width, 6);
    expect(fitsPage(paper)).toBe(true);
  });
});

describe('a figure that cannot be printed as it is', () => {
  const ways = (id: string, figure: FigureSettings) => {
    const doc = presetDocument(id, figure);
    return waysOut(doc, catalogue, infer(doc, catalogue));
  };

  it('is told apart from one that can', () => {
    expect(isLegible(onPaper(drawnPreset('u-net', { style: 'volumes', detail: 'operations' })))).toBe(false);
    expect(fitsPage(onPaper(drawnPreset('inception-v3', { style: 'volumes', detail: 'layers' })))).toBe(false);
  });

  it('names changes that each are enough', () => {
    const figure = { style: 'volumes', detail: 'layers' } as const;
    const found = ways('inception-v3', figure);
    expect(found.map(w => w.change)).toEqual([{ detail: 'modules' }, { style: 'blocks' }]);
    for (const { change, paper } of found) {
      expect(onPaper(drawnPreset('inception-v3', { ...figure, ...change }))).toEqual(paper);
      expect(isLegible(paper) && fitsPage(paper)).toBe(true);
    }
  });

  it('is helped by the least detail that must go', () => {
    expect(ways('u-net', { style: 'volumes', detail: 'operations' })[0]?.change).toEqual({ detail: 'layers' });
  });
});

it('has no letters where it has no captions', () => {
  expect(onPaper(drawnPreset('lenet-5', { style: 'volumes', captionKind: 'none' })).text).toBeNull();
});

import { useEffect, useMemo, useState } from 'react';
import type { Architecture } from '../../core/document/architecture';
import { setFigure } from '../../core/edits/setFigure';
import type { GraphFacts } from '../../core/inference/facts';
import { catalogue } from '../../ops/catalogue';
import {
  fitsPage,
  isLegible,
  LEAST_TEXT,
  onPaper,
  PAGE_HEIGHT,
  type WayOut,
  waysOut,
} from '../../readings/figure/on-paper';
import { documentOf, useEditor } from '../../state/editor';
import { useRun } from '../../state/run';
import { Button } from '../parts/Button';
import { FactList, Section } from '../parts/Section';
import styles from './figure.module.css';
import { usePageTheme } from './page-theme';
import { sceneOf } from './present-scene';
import { DETAIL, STYLE } from './setting-names';

/** The width of a column in most journals, in millimetres. */
const COLUMN = 84;

/** Draws the figure in other ways when the page has time, to find those that can be read. */
function useWaysOut(doc: Architecture, facts: GraphFacts, fine: boolean): readonly WayOut[] {
  const [found, setFound] = useState<{ readonly doc: Architecture; readonly ways: readonly WayOut[] } | null>(null);
  useEffect(() => {
    if (fine) return;
    const later = setTimeout(() => setFound({ doc, ways: waysOut(doc, catalogue, facts) }), 60);
    return () => clearTimeout(later);
  }, [doc, facts, fine]);
  return found?.doc === doc && !fine ? found.ways : [];
}

/** How the figure will be in print, and what helps when it cannot be read there. */
export function OnPaper() {
  const doc = useEditor(documentOf);
  const facts = useEditor(s => s.facts);
  const weights = useRun(s => s.weights);
  const page = usePageTheme();
  const scene = sceneOf(doc, facts, weights, page);
  const paper = useMemo(() => onPaper(scene), [scene]);
  const fine = isLegible(paper) && fitsPage(paper);
  const ways = useWaysOut(doc, facts, fine);
  if (scene.empty !== undefined) return null;
  const text = paper.text ?? 0;
  const rows: [string, string][] = [['Size', `${Math.round(paper.width)} × ${Math.round(paper.height)} mm`]];
  if (text > 0) rows.push(['Smallest text', points(text)]);
  const shrunk = (text * COLUMN) / paper.width;
  if (text > 0 && paper.width > COLUMN) rows.push([`Shrunk to ${COLUMN} mm`, points(shrunk)]);
  return (
    <Section title="On paper">
      <FactList facts={rows} />
      {!isLegible(paper) && (
        <p className={styles.warning}>
          Text below {LEAST_TEXT} pt is hard to read in print{ways.length > 0 ? '. What helps:' : '.'}
        </p>
      )}
      {isLegible(paper) && !fitsPage(paper) && (
        <p className={styles.warning}>
          A page of A4 holds {PAGE_HEIGHT} mm{ways.length > 0 ? '. What helps:' : '.'}
        </p>
      )}
      {ways.length > 0 && (
        <div className={styles.ways}>
          {ways.map(way => (
            <Button key={nameOf(way)} onClick={() => useEditor.getState().apply(d => setFigure(d, way.change))}>
              {nameOf(way)}
              <span className={styles.unit}>
                {points(way.paper.text ?? 0)}, {Math.round(way.paper.height)} mm tall
              </span>
            </Button>
          ))}
        </div>
      )}
      {fine && paper.width > COLUMN && text > 0 && shrunk < LEAST_TEXT && (
        <p className={styles.note}>For a column, choose the width {COLUMN} mm: the figure is then laid out for it.</p>
      )}
    </Section>
  );
}

const points = (size: number): string => `${size.toFixed(1)} pt`;

function nameOf({ change }: WayOut): string {
  const { style, detail, repeats, width } = change;
  return [
    ...(style ? [STYLE[style]] : []),
    ...(detail ? [`${DETAIL[detail]} only`] : []),
    ...(repeats ? ['Equal modules as one'] : []),
    ...(width ? [`${width} mm wide`] : []),
  ].join(', ');
}

import { useStore } from '@xyflow/react';
import { Search as SearchIcon } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { type Point, STEP } from '../../core/edits/spacing';
import { formatShape, type Shape } from '../../core/op/shape';
import { CARD_HEIGHT, CARD_WIDTH } from '../../readings/layout/node-size';
import { currentFacts, useEditor } from '../../state/editor';
import { useView } from '../../state/view';
import { addNodes, freeSpot, type Place, placeAfterSelection } from '../canvas/add-nodes';
import { focusNode } from '../canvas/focus-node';
import type { End } from '../canvas/in-hand';
import { LooseWire } from '../canvas/WireInHand';
import { Kbd } from '../parts/Kbd';
import { FinishedLinks, ResultRow } from './ResultRow';
import styles from './Search.module.css';
import { type SearchPlace, useSearchPlace } from './search-place';
import { newNode, useResults } from './use-results';

/** Measures in pixels of the window. */
const WIDTH = 352;
const MARGIN = 12;
/** How much height it needs below its top to be useful. */
const HEIGHT = 330;

/** Adding by typing: an operation by any of its names, numbers for its parameters, `>` to go on in the same line. */
export function Search() {
  const asked = useSearchPlace();
  const place = useMemo(() => placeOf(asked), [asked]);
  const arriving = useEditor(s => shapeAt(currentFacts(s), place.link));
  const [line, setLine] = useState('');
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const listId = useId();
  const corner = useCorner(asked, place);
  const { finished, results } = useResults(line, place, arriving);
  const chosen = results[Math.min(active, results.length - 1)];
  useEffect(() => input.current?.focus({ preventScroll: true }), []);
  useCloseOutside(box);

  const add = (result = chosen): void => {
    const typing = !/>\s*$/.test(line);
    const chain = finished.flatMap(f => (f ? [newNode(f.link)] : []));
    if (typing && result) chain.push(newNode(result.link));
    if (chain.length === 0) return;
    close();
    addNodes(chain, placed(place, chain.length));
    const [last] = useEditor.getState().selection.nodes;
    if (last !== undefined) focusNode(last);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') add();
    else if (event.key === 'Escape') close();
    else if (event.key === 'ArrowDown') setActive((active + 1) % Math.max(1, results.length));
    else if (event.key === 'ArrowUp') setActive((active + results.length - 1) % Math.max(1, results.length));
    else if (event.key === 'Tab' && chosen) setLine(completed(line, chosen.link.op.title));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const left = chosen?.link.left ?? [];
  return (
    <>
      {asked.link && <LooseWire fixed={asked.link} loose={corner.field} sideways />}
      <div ref={box} className={styles.search} style={corner.style} role="dialog" aria-label="Add an operation">
        <div className={styles.field}>
          <SearchIcon size={14} aria-hidden="true" />
          <input
            ref={input}
            type="text"
            role="combobox"
            aria-label="Operation to add"
            aria-expanded="true"
            aria-controls={listId}
            aria-activedescendant={chosen ? `${listId}-${results.indexOf(chosen)}` : undefined}
            placeholder={asked.link || place.link ? 'What comes next' : 'in 32x32x1 > conv 6 5x5 > tanh'}
            autoComplete="off"
            spellCheck={false}
            value={line}
            onChange={event => {
              setLine(event.target.value);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
          />
          {place.link && <span className={styles.from}>{origin(place.link, arriving)}</span>}
        </div>
        <FinishedLinks links={finished} />
        <div id={listId} role="listbox" aria-label="Operations" className={styles.list}>
          {results.map((result, i) => (
            <ResultRow
              key={result.link.op.op}
              id={`${listId}-${i}`}
              result={result}
              active={result === chosen}
              onPoint={() => setActive(i)}
              onChoose={() => add(result)}
            />
          ))}
          {results.length === 0 && <p className={styles.none}>Nothing is called so.</p>}
        </div>
        <div className={styles.foot}>
          {left.length > 0 ? (
            <span className={styles.left}>
              {chosen?.link.op.title} has no use for {left.join(', ')}
            </span>
          ) : (
            <>
              <span>
                <Kbd keys="Enter" /> {place.link ? 'add and connect' : 'add'}
              </span>
              <span>
                <Kbd keys=">" /> go on in one line
              </span>
            </>
          )}
        </div>
      </div>
    </>
  );
}

const close = (): void => useView.getState().setOverlay(null);

/** What was asked for, or what follows from the selection. */
function placeOf({ at, link }: SearchPlace): Place {
  if (at === null && link === null) return placeAfterSelection();
  const [x, y] = at ?? placeAfterSelection().at;
  return { at: [Math.round(x - CARD_WIDTH / 2), Math.round(link?.side === 'to' ? y - CARD_HEIGHT : y)], link };
}

/** Where a chain of `count` starts; one that ends at an input grows upwards from there. */
function placed({ at: [x, y], link }: Place, count: number): Place {
  const up = link?.side === 'to' ? (count - 1) * STEP[1] : 0;
  return { at: freeSpot(useEditor.getState(), [x, y - up]), link };
}

const shapeAt = (facts: ReturnType<typeof currentFacts>, link: End | null): Shape | null =>
  link?.side === 'from' ? (facts.nodes.get(link.end[0])?.outputs[link.end[1]] ?? null) : null;

function origin(link: End, arriving: Shape | null): string {
  if (link.side === 'to') return 'into the input';
  return arriving ? `from ${formatShape(arriving)}` : 'from ?';
}

/** The line with the name that is being typed replaced by a full one. */
function completed(line: string, title: string): string {
  const before = line.slice(0, line.lastIndexOf('>') + 1);
  return `${before}${before === '' ? '' : ' '}${title.toLowerCase()} `;
}

/** Its corner on the canvas: where it was pointed at, kept inside; and where on the graph a wire meets its field. */
function useCorner(asked: SearchPlace, place: Place) {
  const [tx, ty, zoom] = useStore(s => s.transform);
  const width = useStore(s => s.width);
  const height = useStore(s => s.height);
  const [x, y] = asked.at ?? place.at;
  const left = Math.max(MARGIN, Math.min(x * zoom + tx, width - WIDTH - MARGIN));
  const top = Math.max(MARGIN, Math.min(y * zoom + ty - (asked.link ? 18 : 0), height - HEIGHT - MARGIN));
  const field: Point = [(left - tx) / zoom, (top + 18 - ty) / zoom];
  return { style: { left, top, maxHeight: height - top - MARGIN }, field };
}

/** A press elsewhere closes it, and does what it does there. */
function useCloseOutside(box: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const press = (event: PointerEvent): void => {
      if (!(event.target instanceof Node) || !box.current?.contains(event.target)) close();
    };
    document.addEventListener('pointerdown', press, true);
    return () => document.removeEventListener('pointerdown', press, true);
  }, [box]);
}

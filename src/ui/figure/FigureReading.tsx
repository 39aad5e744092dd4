import { type CSSProperties, type MouseEvent, type ReactElement, useMemo, useRef, useState } from 'react';
import type { Box, Caption, Place, Scene } from '../../readings/figure/scene';
import { FONT_FAMILY } from '../../readings/figure/svg';
import { documentOf, useEditor } from '../../state/editor';
import { useRun } from '../../state/run';
import '@fontsource/ibm-plex-sans/latin-400.css';
import { CaptionEditor } from './CaptionEditor';
import styles from './figure.module.css';
import { MarkView } from './MarkView';
import { usePageTheme } from './page-theme';
import { sceneOf } from './present-scene';
import { isSelected, selectPlace } from './select-place';

/** On the page a point of paper is at most this many pixels. */
const LARGEST = 2.1;
/** And at least this many, so that its letters can be read; what is wider than the page is scrolled. */
const SMALLEST = 1.2;

/** The figure on its sheet. Layers can be selected, captions written over. */
export default function FigureReading() {
  const doc = useEditor(documentOf);
  const facts = useEditor(s => s.facts);
  const weights = useRun(s => s.weights);
  const page = usePageTheme();
  const scene = useMemo(() => sceneOf(doc, facts, weights, page), [doc, facts, weights, page]);
  const points = scene.width * scene.unit;
  if (doc.graph.nodes.length === 0) return <div className={styles.stage} />;
  return (
    <div className={styles.stage} onPointerDown={clearOutside}>
      <div
        className={styles.sheet}
        style={{ maxWidth: points * LARGEST, minWidth: points * SMALLEST, background: scene.background }}
      >
        {scene.empty === undefined ? (
          <Sheet scene={scene} title={doc.title} />
        ) : (
          <p className={styles.empty}>{scene.empty}</p>
        )}
      </div>
    </div>
  );
}

function clearOutside(event: MouseEvent): void {
  if (event.target === event.currentTarget) useEditor.getState().select([]);
}

function Sheet({ scene, title }: { readonly scene: Scene; readonly title: string }) {
  const [editing, setEditing] = useState<string | null>(null);
  const marks = useMemo(() => drawn(scene), [scene]);
  const sheet = useRef<HTMLDivElement>(null);
  const caption = scene.captions.find(c => c.key === editing);
  const close = (): void => {
    setEditing(null);
    const edited = sheet.current?.querySelector<HTMLElement>(`[data-caption="${CSS.escape(editing ?? '')}"]`);
    edited?.focus();
  };
  return (
    <div className={styles.figure} ref={sheet}>
      <svg
        viewBox={`0 0 ${scene.width} ${scene.height}`}
        fontFamily={FONT_FAMILY}
        role="img"
        aria-label={`Figure of ${title}`}
      >
        {marks}
      </svg>
      {scene.places.map(place => (
        <PlaceButton key={place.id} place={place} scene={scene} />
      ))}
      {scene.captions.map(c => (
        <CaptionButton key={c.key} caption={c} scene={scene} onEdit={() => setEditing(c.key)} />
      ))}
      {caption && <CaptionEditor caption={caption} scene={scene} onClose={close} />}
    </div>
  );
}

function drawn({ marks }: Scene): readonly ReactElement[] {
  const elements: ReactElement[] = [];
  for (const mark of marks) elements.push(<MarkView key={elements.length} mark={mark} />);
  return elements;
}

/** Where a part of the figure is on the sheet, with a little room around it. */
function over({ x, y, width, height }: Box, scene: Scene, room: number): CSSProperties {
  const across = (length: number): string => `${(length / scene.width) * 100}%`;
  const down = (length: number): string => `${(length / scene.height) * 100}%`;
  return {
    left: across(x - room),
    top: down(y - room),
    width: across(width + 2 * room),
    height: down(height + 2 * room),
  };
}

function PlaceButton({ place, scene }: { readonly place: Place; readonly scene: Scene }) {
  const selected = useEditor(s => isSelected(place, s));
  return (
    <button
      type="button"
      className={styles.place}
      style={over(place.box, scene, 1)}
      title={place.says}
      aria-label={place.says}
      aria-pressed={selected}
      onClick={event => selectPlace(place, event.shiftKey)}
    />
  );
}

interface CaptionButtonProps {
  readonly caption: Caption;
  readonly scene: Scene;
  onEdit(): void;
}

function CaptionButton({ caption, scene, onEdit }: CaptionButtonProps) {
  return (
    <button
      type="button"
      className={styles.caption}
      data-caption={caption.key}
      style={over(caption.box, scene, 1.5)}
      title="Double-click to write another caption"
      aria-label={`Caption: ${caption.text.replaceAll('\n', ' ')}`}
      onDoubleClick={onEdit}
      onKeyDown={event => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        onEdit();
      }}
    />
  );
}

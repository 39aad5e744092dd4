import { type CSSProperties, type KeyboardEvent, useEffect, useRef } from 'react';
import { LONGEST_CAPTION, setCaption } from '../../core/edits/setFigure';
import type { Caption, Scene } from '../../readings/figure/scene';
import { useEditor } from '../../state/editor';
import styles from './figure.module.css';

interface CaptionEditorProps {
  readonly caption: Caption;
  readonly scene: Scene;
  onClose(): void;
}

/** A caption while it is written: Enter keeps it, Shift+Enter breaks the line, Escape leaves it as it was. */
export function CaptionEditor({ caption, scene, onClose }: CaptionEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const done = useRef(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const close = (keep: boolean): void => {
    if (done.current) return;
    done.current = true;
    const text = field.current?.value ?? caption.text;
    if (keep) useEditor.getState().apply(doc => setCaption(doc, caption.key, text, caption.own));
    onClose();
  };
  const press = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape' || (event.key === 'Enter' && !event.shiftKey)) {
      event.preventDefault();
      close(event.key === 'Enter');
    }
  };
  const { box } = caption;
  const place: CSSProperties = {
    left: `${((box.x + box.width / 2) / scene.width) * 100}%`,
    top: `${((box.y + box.height / 2) / scene.height) * 100}%`,
  };
  return (
    <textarea
      ref={field}
      className={styles.editor}
      style={place}
      aria-label="Caption"
      title="Enter keeps it, Shift+Enter breaks the line, an empty caption brings the figure’s own back"
      rows={Math.max(1, caption.text.split('\n').length)}
      cols={Math.max(10, ...caption.text.split('\n').map(l => l.length + 2))}
      maxLength={LONGEST_CAPTION}
      defaultValue={caption.text}
      onBlur={() => close(true)}
      onKeyDown={press}
    />
  );
}

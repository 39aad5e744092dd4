import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Kbd } from './Kbd';
import type { TipSide } from './Tip';
import styles from './Tip.module.css';
import { placeTip } from './tip-place';

/** Rest on an element before it is explained; none while explanations are being read one after the other. */
const REST_MS = 450;
const READING_MS = 250;
const ID = 'tip';

interface TipLayerProps {
  /** Draws an explanation that is more than a line, for elements that say so in `data-tip-more`. */
  more(subject: string): ReactNode;
}

/**
 * Draws the explanation of the element under the pointer or with the keyboard's focus: of any that has `data-tip`, its
 * text, or `data-tip-more`. One listener and one element for the whole page. Escape, a press or scrolling hides it.
 */
export function TipLayer({ more }: TipLayerProps) {
  const [target, setTarget] = useState<HTMLElement | null>(null);
  const tip = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let shown: HTMLElement | null = null;
    let hiddenAt = Number.NEGATIVE_INFINITY;
    const show = (element: HTMLElement | null): void => {
      clearTimeout(timer);
      if (shown && !element) hiddenAt = performance.now();
      shown = element;
      setTarget(element);
    };
    const rest = (element: HTMLElement | null, wait: number): void => {
      clearTimeout(timer);
      if (element !== shown) timer = setTimeout(() => show(element?.isConnected ? element : null), wait);
    };
    const over = (event: PointerEvent): void => {
      if (event.pointerType === 'touch' || !(event.target instanceof Element)) return;
      if (tip.current?.contains(event.target)) {
        clearTimeout(timer);
        return;
      }
      const element = event.target.closest<HTMLElement>('[data-tip],[data-tip-more]');
      const reading = shown !== null || performance.now() - hiddenAt < READING_MS;
      rest(element, element ? (reading ? 80 : REST_MS) : 80);
    };
    const focus = (event: FocusEvent): void => {
      const element =
        event.target instanceof HTMLElement && event.target.matches(':focus-visible') ? event.target : null;
      rest(element?.matches('[data-tip],[data-tip-more]') ? element : null, element ? REST_MS : 0);
    };
    const hide = (): void => show(null);
    const key = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') hide();
    };
    addEventListener('pointerover', over);
    addEventListener('focusin', focus);
    addEventListener('focusout', hide);
    addEventListener('pointerdown', hide, true);
    addEventListener('keydown', key, true);
    addEventListener('scroll', hide, true);
    document.documentElement.addEventListener('pointerleave', hide);
    return () => {
      clearTimeout(timer);
      removeEventListener('pointerover', over);
      removeEventListener('focusin', focus);
      removeEventListener('focusout', hide);
      removeEventListener('pointerdown', hide, true);
      removeEventListener('keydown', key, true);
      removeEventListener('scroll', hide, true);
      document.documentElement.removeEventListener('pointerleave', hide);
    };
  }, []);

  // Beside its element, also when what it says arrives later.
  useLayoutEffect(() => {
    const layer = tip.current;
    if (!target || !layer) return;
    const place = (): void => {
      const page = { width: innerWidth, height: innerHeight };
      const [left, top] = placeTip(sideOf(target), boxOf(target), layer.getBoundingClientRect(), page);
      layer.style.translate = `${Math.round(left)}px ${Math.round(top)}px`;
    };
    place();
    const resized = new ResizeObserver(place);
    resized.observe(layer);
    return () => resized.disconnect();
  }, [target]);

  useEffect(() => {
    target?.setAttribute('aria-describedby', ID);
    return () => target?.removeAttribute('aria-describedby');
  }, [target]);

  const subject = target?.dataset.tipMore;
  return (
    target && (
      <div ref={tip} id={ID} role="tooltip" className={subject === undefined ? styles.tip : styles.large}>
        {subject === undefined ? target.dataset.tip : more(subject)}
        {target.dataset.tipKeys !== undefined && <Kbd keys={target.dataset.tipKeys} />}
      </div>
    )
  );
}

function sideOf({ dataset: { tipSide, tipMore } }: HTMLElement): TipSide {
  if (tipSide === 'top' || tipSide === 'left' || tipSide === 'right') return tipSide;
  return tipMore === undefined ? 'bottom' : 'right';
}

/** A long explanation stands beside the whole panel, so that it covers none of the element's neighbours. */
function boxOf(target: HTMLElement): DOMRect {
  const box = target.getBoundingClientRect();
  const panel = target.dataset.tipMore === undefined ? null : target.closest('aside')?.getBoundingClientRect();
  return panel ? new DOMRect(panel.left, box.top, panel.width, box.height) : box;
}

import { type PointerEvent, useRef, useState } from 'react';
import { trainingClient } from '../../state/run';
import { normaliseDrawing } from '../../training/datasets/normalise-drawing';
import look from './DrawPad.module.css';

/** Side of the pad in pixels, and the width of its pen. */
const SIDE = 132;
const PEN = 13;
/** Guesses shown. */
const MOST = 4;

/** A pad to draw a digit on; the bars say what the network takes it for while it is drawn. */
export function DrawPad({ labels }: { readonly labels: readonly string[] }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<readonly [number, number] | null>(null);
  const asking = useRef(false);
  const [guesses, setGuesses] = useState<readonly number[] | null>(null);

  const ask = async (): Promise<void> => {
    const context = canvas.current?.getContext('2d', { willReadFrequently: true });
    if (!context || asking.current) return;
    asking.current = true;
    const { data } = context.getImageData(0, 0, SIDE, SIDE);
    const ink = Float32Array.from({ length: SIDE * SIDE }, (_, i) => (data[4 * i + 3] ?? 0) / 255);
    try {
      const client = await trainingClient();
      setGuesses([...(await client.predict(normaliseDrawing(ink, SIDE, SIDE), 1))]);
    } finally {
      asking.current = false;
    }
  };
  const place = (event: PointerEvent<HTMLCanvasElement>): readonly [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [((event.clientX - box.left) * SIDE) / box.width, ((event.clientY - box.top) * SIDE) / box.height];
  };
  const draw = (event: PointerEvent<HTMLCanvasElement>): void => {
    const context = event.currentTarget.getContext('2d', { willReadFrequently: true });
    if (!context || event.buttons !== 1) return;
    const to = place(event);
    const from = last.current ?? to;
    context.lineWidth = PEN;
    context.lineCap = 'round';
    context.strokeStyle = getComputedStyle(event.currentTarget).color;
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...to);
    context.stroke();
    last.current = to;
    void ask();
  };
  const clear = (): void => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, SIDE, SIDE);
    setGuesses(null);
  };

  const best = guesses
    ?.map((share, c) => ({ share, c }))
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST);
  return (
    <div className={look.pad}>
      <canvas
        ref={canvas}
        width={SIDE}
        height={SIDE}
        className={look.paper}
        aria-label="Draw a digit here"
        onPointerDown={event => {
          event.currentTarget.setPointerCapture(event.pointerId);
          last.current = null;
          draw(event);
        }}
        onPointerMove={draw}
        onPointerUp={() => void ask()}
      />
      <div className={look.side}>
        {best ? (
          <ol className={look.guesses} aria-label="What the network takes it for">
            {best.map(({ share, c }) => (
              <li key={c}>
                <b>{labels[c] ?? c}</b>
                <span className={look.bar}>
                  <i style={{ transform: `scaleX(${share})` }} />
                </span>
                <span className={look.share}>{Math.round(100 * share)} %</span>
              </li>
            ))}
          </ol>
        ) : (
          <p className={look.hint}>Draw a digit with the mouse, a finger or a pen.</p>
        )}
        <button type="button" className={look.clear} onClick={clear} disabled={!best}>
          Clear
        </button>
      </div>
    </div>
  );
}

import { pack } from './pack';
import type { Painted, Painting, ToPainter } from './painting';
import type { Picture } from './picture';

let worker: Worker | null = null;
/** The picture that the worker has. */
let handed: Picture | null = null;
let count = 0;
const waiting = new Map<number, { resolve(bitmap: ImageBitmap): void; reject(error: Error): void }>();

/** Starts the thread that paints, so that it is there when it is needed. */
export function startPainter(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL('./paint-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data: { id, bitmap } }: MessageEvent<Painted>) => {
    waiting.get(id)?.resolve(bitmap);
    waiting.delete(id);
  });
  worker.addEventListener('error', event => {
    const error = new Error(event.message || 'the part of Netloom that draws it could not be loaded');
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    // The next painting tries again.
    worker?.terminate();
    worker = null;
    handed = null;
  });
  return worker;
}

/**
 * Paints a part of a picture in a thread of its own: a graph that is drawn again holds nothing up.
 * @throws when that thread cannot be started or ends
 */
export function paint(picture: Picture, painting: Painting): Promise<ImageBitmap> {
  const tell = (what: ToPainter): void => startPainter().postMessage(what);
  if (handed !== picture) {
    // `tell` may start a new worker, which has no picture yet.
    tell({ kind: 'picture', packed: pack(picture) });
    handed = picture;
  }
  const id = ++count;
  tell({ kind: 'paint', id, painting });
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

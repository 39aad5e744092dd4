import type { Buffer, Call, Place } from './call';

/** Kernels read four floats at a time, and may read (never use) a few beyond a buffer's end. */
const SLACK = 32;
const ALIGNMENT = 16;

export const aligned = (bytes: number): number => ALIGNMENT * Math.ceil(bytes / ALIGNMENT);

/** Memory that is handed out once and kept. Addresses in bytes. */
export class Region {
  #end: number;
  constructor(start: number) {
    this.#end = aligned(start);
  }
  take(bytes: number): number {
    const at = this.#end;
    this.#end = aligned(at + bytes + SLACK);
    return at;
  }
  get end(): number {
    return this.#end;
  }
}

interface Life {
  readonly buffer: Buffer;
  readonly bytes: number;
  first: number;
  last: number;
  offset: number;
}

/**
 * Places every buffer that the calls mention, each once, in one stretch of memory: buffers that are never needed at the
 * same time share it. The largest are placed first, each where it fits lowest.
 * @param images how many images a buffer holds
 * @returns offsets in bytes from the stretch's start, and the stretch's length
 */
export function placeBuffers(
  calls: readonly Call[],
  images: number,
): { readonly offsets: ReadonlyMap<Buffer, number>; readonly bytes: number } {
  const lives = new Map<Buffer, Life>();
  calls.forEach(({ args }, time) => {
    for (const arg of args) {
      if (!isBuffer(arg)) continue;
      const { buffer } = arg;
      const bytes = aligned(4 * buffer.size * (buffer.perImage ? images : 1) + SLACK);
      const life = lives.get(buffer) ?? { buffer, bytes, first: time, last: time, offset: 0 };
      life.last = time;
      // What other threads read may be read late: it is never given away.
      if (arg.at === 'first buffer') Object.assign(life, { first: 0, last: calls.length });
      lives.set(buffer, life);
    }
  });
  const placed: Life[] = [];
  let end = 0;
  for (const life of [...lives.values()].sort((a, b) => b.bytes - a.bytes)) {
    const others = placed.filter(o => o.first <= life.last && life.first <= o.last).sort((a, b) => a.offset - b.offset);
    let at = 0;
    for (const other of others) {
      if (at + life.bytes <= other.offset) break;
      at = Math.max(at, other.offset + other.bytes);
    }
    life.offset = at;
    placed.push(life);
    end = Math.max(end, at + life.bytes);
  }
  return { offsets: new Map(placed.map(l => [l.buffer, l.offset])), bytes: end };
}

function isBuffer(arg: Call['args'][number]): arg is Extract<Place, { readonly at: 'buffer' | 'first buffer' }> {
  return typeof arg === 'object' && (arg.at === 'buffer' || arg.at === 'first buffer');
}

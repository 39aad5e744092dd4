import type { Selection } from '../../../state/editor';
import { useCanvas } from '../canvas-state';
import type { Part, View } from './draw';
import type { Area } from './grid-index';
import type { Ink } from './ink';
import { paint } from './painter';
import type { Picture } from './picture';

/** The part of the view's state that a sheet follows. */
export interface Looking {
  readonly transform: readonly [x: number, y: number, zoom: number];
  readonly width: number;
  readonly height: number;
}
/** What a sheet shows. */
export interface Shown {
  readonly picture: Picture;
  readonly ink: Ink;
  /** What is drawn as selected. */
  readonly selected: Selection;
  readonly part: Part;
}
interface SheetOf {
  /** `null`: nothing. */
  what(): Shown | null;
  look(): Looking;
  /** Where all of that lies, in graph coordinates. */
  area(): Area | null;
  /** It is no larger than that; else it has what is around to spare. */
  readonly cropped?: true;
  /** Told when it shows something new. */
  shown?(what: Shown): void;
  failed(error: unknown): void;
}

/** So much of the view's size is drawn beyond each of its edges, to have it there when the view moves. */
const SPARE = 0.3;
/** The view has settled when it has not moved for so long, in milliseconds. */
const SETTLED = 110;

/**
 * Keeps a canvas showing a picture. While the view moves, what is painted is moved and scaled as it is; when the view has
 * settled, or shows what was not painted, it is painted again. That is done elsewhere, once at a time: what changes
 * meanwhile is in the next painting.
 */
export class Sheet {
  readonly #canvas: HTMLCanvasElement;
  readonly #of: SheetOf;
  #painted: View | null = null;
  #transform = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wanted = false;
  #busy = false;
  #stopped = false;

  constructor(canvas: HTMLCanvasElement, of: SheetOf) {
    this.#canvas = canvas;
    this.#of = of;
  }

  /** Paints what is to be shown now: what is in view, and as much around it as there is to spare. */
  draw(): void {
    this.#wanted = true;
    if (this.#busy) return;
    this.#busy = true;
    // Several changes that belong together are told one after the other.
    setTimeout(() => void this.#paint());
  }

  async #paint(): Promise<void> {
    while (this.#wanted && !this.#stopped) {
      this.#wanted = false;
      const what = this.#of.what();
      const { look, area, cropped } = this.#of;
      const view = viewWithSpare(look(), cropped ? area() : null);
      if (!what || view.width < 1 || view.height < 1) continue;
      const { picture, ...rest } = what;
      try {
        const bitmap = await paint(picture, { ...rest, view, density: Math.min(2, devicePixelRatio) });
        if (this.#stopped || this.#of.what() === null) bitmap.close();
        else this.#show(bitmap, view, what);
      } catch (error) {
        this.#of.failed(error);
      }
    }
    this.#busy = false;
  }

  #show(bitmap: ImageBitmap, view: View, what: Shown): void {
    const canvas = this.#canvas;
    if (canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
    }
    canvas.style.width = `${view.width}px`;
    canvas.style.height = `${view.height}px`;
    canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap);
    canvas.hidden = false;
    this.#painted = view;
    this.#place();
    this.#of.shown?.(what);
  }

  /** Follows the view to where it is now. */
  follow(): void {
    const painted = this.#painted;
    const area = this.#of.area();
    if (!area) return;
    if (!painted) {
      this.draw();
      return;
    }
    if (!this.#place()) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(), SETTLED);
    if (shows(this.#of.look(), area, painted)) this.draw();
  }

  /** Shows nothing. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#painted = null;
    this.#canvas.hidden = true;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#stopped = true;
  }

  /** A slow frame is not yet the end of a gesture. */
  #settle(): void {
    if (useCanvas.getState().panning !== null) this.#timer = setTimeout(() => this.#settle(), SETTLED);
    else if (!this.#of.cropped || this.#of.look().transform[2] !== this.#painted?.zoom) this.draw();
  }

  /** Puts what is painted where it belongs now. @returns false when it is there already */
  #place(): boolean {
    const painted = this.#painted;
    if (!painted) return false;
    const [x, y, zoom] = this.#of.look().transform;
    const scale = zoom / painted.zoom;
    const [left, top] = [x - painted.x * scale, y - painted.y * scale];
    const transform = `translate(${left}px, ${top}px) scale(${scale})`;
    if (this.#transform === transform) return false;
    this.#transform = transform;
    this.#canvas.style.transform = transform;
    return true;
  }
}

/** What is in view and around it, or as much of an area as is. */
function viewWithSpare({ transform: [x, y, zoom], width, height }: Looking, area: Area | null): View {
  const around = {
    x: -width * SPARE,
    y: -height * SPARE,
    width: width * (1 + 2 * SPARE),
    height: height * (1 + 2 * SPARE),
  };
  const there = area && {
    x: x + area.x * zoom,
    y: y + area.y * zoom,
    width: area.width * zoom,
    height: area.height * zoom,
  };
  const shown = there ? common(around, there) : around;
  return { x: x - shown.x, y: y - shown.y, zoom, width: shown.width, height: shown.height };
}

/** Whether the view shows a part of the picture that lies outside what is painted. */
function shows({ transform: [x, y, zoom], width, height }: Looking, bounds: Area, painted: View): boolean {
  const seen = common({ x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom }, bounds);
  if (seen.width <= 0 || seen.height <= 0) return false;
  const [left, top] = [-painted.x / painted.zoom, -painted.y / painted.zoom];
  // Less than half a pixel is rounding.
  const more = 0.5 / zoom;
  return (
    seen.x < left - more ||
    seen.y < top - more ||
    seen.x + seen.width > left + painted.width / painted.zoom + more ||
    seen.y + seen.height > top + painted.height / painted.zoom + more
  );
}

function common(a: Area, b: Area): Area {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const [right, bottom] = [Math.min(a.x + a.width, b.x + b.width), Math.min(a.y + a.height, b.y + b.height)];
  return { x, y, width: right - x, height: bottom - y };
}

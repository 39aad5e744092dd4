import type { NodeId } from '../../../core/document/architecture';
import type { Selection } from '../../../state/editor';
import { drawPicture, type Pen, type View } from './draw';
import type { Area } from './grid-index';
import type { Ink } from './ink';
import type { Picture } from './picture';

/** The part of the view's state that a drawing follows. */
export interface Looking {
  readonly transform: readonly [x: number, y: number, zoom: number];
  readonly width: number;
  readonly height: number;
}
interface GroundOf {
  readonly picture: Picture;
  readonly ink: Ink;
  /** What is drawn as selected. */
  readonly selected: Selection;
  look(): Looking;
  /** Nodes that are under a hand, and drawn elsewhere. */
  held(): ReadonlySet<NodeId>;
}

/** So much of the view's size is drawn beyond each of its edges, to have it there when the view moves. */
const SPARE = 0.3;
/** The view has settled when it has not moved for so long, in milliseconds. */
const SETTLED = 110;

/**
 * Keeps a canvas showing a picture. While the view moves, the drawing is moved and scaled as it is, which costs no
 * painting; when the view has settled, or shows what was not drawn, it is drawn again.
 */
export class Ground {
  readonly #canvas: HTMLCanvasElement;
  readonly #shown: ImageBitmapRenderingContext;
  /** Drawn on and handed over as a picture: a canvas without a GPU would be copied anew while nothing on it changes. */
  readonly #paper = new OffscreenCanvas(1, 1);
  readonly #pen = this.#paper.getContext('2d');
  readonly #of: GroundOf;
  #drawn: View | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frame = 0;

  constructor(canvas: HTMLCanvasElement, shown: ImageBitmapRenderingContext, of: GroundOf) {
    this.#canvas = canvas;
    this.#shown = shown;
    this.#of = of;
  }

  /** Draws what is in view now, and as much around it as there is to spare. */
  draw(): void {
    const { transform, width, height } = this.#of.look();
    const pen = this.#pen;
    if (width === 0 || !pen) return;
    const [x, y, zoom] = transform;
    const view: View = {
      x: x + width * SPARE,
      y: y + height * SPARE,
      zoom,
      width: width * (1 + 2 * SPARE),
      height: height * (1 + 2 * SPARE),
    };
    prepare(this.#canvas, this.#paper, pen, view);
    const { picture, ink, selected } = this.#of;
    drawPicture(pen, picture, view, ink, selected, this.#of.held());
    this.#shown.transferFromImageBitmap(this.#paper.transferToImageBitmap());
    this.#drawn = view;
    this.#place(view, view);
  }

  /** Follows the view to where it is now. */
  follow(): void {
    const drawn = this.#drawn;
    if (!drawn) {
      this.draw();
      return;
    }
    const { transform, width, height } = this.#of.look();
    const [x, y, zoom] = transform;
    const now = { x: x + width * SPARE, y: y + height * SPARE, zoom };
    if (now.x === drawn.x && now.y === drawn.y && zoom === drawn.zoom) return;
    this.#place(drawn, now);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(), SETTLED);
    // Something to show that is not drawn: once per frame at most.
    if (this.#frame === 0 && shows(this.#of.look(), this.#of.picture.bounds, drawn)) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.draw();
      });
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
  }

  /** A slow frame is not yet the end of a gesture. */
  #settle(): void {
    if (this.#canvas.closest('[data-panning]')) this.#timer = setTimeout(() => this.#settle(), SETTLED);
    else this.draw();
  }

  /** Puts what was drawn for one view where it belongs in another. */
  #place(drawn: View, now: Pick<View, 'x' | 'y' | 'zoom'>): void {
    const { width, height } = this.#of.look();
    const scale = now.zoom / drawn.zoom;
    const [left, top] = [now.x - drawn.x * scale - width * SPARE, now.y - drawn.y * scale - height * SPARE];
    this.#canvas.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
  }
}

/** Whether the view shows a part of the picture that lies outside what is drawn. */
function shows({ transform: [x, y, zoom], width, height }: Looking, bounds: Area, drawn: View): boolean {
  const seen = common({ x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom }, bounds);
  if (seen.width <= 0 || seen.height <= 0) return false;
  const [left, top] = [-drawn.x / drawn.zoom, -drawn.y / drawn.zoom];
  return (
    seen.x < left ||
    seen.y < top ||
    seen.x + seen.width > left + drawn.width / drawn.zoom ||
    seen.y + seen.height > top + drawn.height / drawn.zoom
  );
}

function common(a: Area, b: Area): Area {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const [right, bottom] = [Math.min(a.x + a.width, b.x + b.width), Math.min(a.y + a.height, b.y + b.height)];
  return { x, y, width: right - x, height: bottom - y };
}

/** Sizes a canvas and its paper to the window's own pixels and empties the paper. */
function prepare(canvas: HTMLCanvasElement, paper: OffscreenCanvas, pen: Pen, { width, height }: View): void {
  const density = Math.min(2, devicePixelRatio);
  const [w, h] = [Math.round(width * density), Math.round(height * density)];
  if (paper.width !== w || paper.height !== h) {
    for (const sized of [canvas, paper]) {
      sized.width = w;
      sized.height = h;
    }
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  pen.setTransform(density, 0, 0, density, 0, 0);
  pen.clearRect(0, 0, width, height);
}

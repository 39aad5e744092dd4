import type { Kind } from '../../core/op/operation';
import { fromOklch } from './oklch';

export type InkTheme = 'light' | 'dark' | 'print';
export type InkKind = Kind | 'module';

/** The hues of the kinds of operations, as everywhere in the page. */
const HUE: Readonly<Record<InkKind, number>> = {
  data: 260,
  conv: 62,
  avg: 205,
  max: 150,
  min: 118,
  linear: 300,
  act: 25,
  norm: 235,
  drop: 350,
  merge: 275,
  shape: 95,
  module: 262,
};

/** How the area of a block is told apart from others without colour. */
export type Hatch = 'none' | 'rising' | 'falling' | 'level' | 'upright' | 'grid' | 'cross' | 'dots';

/** How one kind of block looks. */
export interface Fill {
  readonly fill: string;
  readonly stroke: string;
  readonly hatch: Hatch;
  /** Colour of the hatching. */
  readonly hatched: string;
  /** Text that stands on it. */
  readonly text: string;
}

/** The colours of one theme. */
export interface Ink {
  readonly theme: InkTheme;
  readonly paper: string;
  /** Lines and captions; lesser text; guide lines. */
  readonly ink: string;
  readonly soft: string;
  readonly faint: string;
  readonly wire: string;
  /** The area of a feature map. */
  readonly map: string;
  /** A receptive window. */
  readonly window: string;
  /** A weight above and below zero. */
  readonly plus: string;
  readonly minus: string;
  /** A block's look; `variant` tells apart operations of one kind (a depthwise from a plain convolution). */
  block(kind: InkKind, variant: number): Fill;
  /** A circle's tint and outline. */
  circle(kind: InkKind): { readonly fill: string; readonly stroke: string };
}

const VARIANTS: readonly Hatch[] = ['none', 'rising', 'level', 'dots', 'falling', 'upright', 'grid', 'cross'];

/** Grey and hatching of each kind on paper without colours. */
const PRINTED: Readonly<Record<InkKind, readonly [fill: string, hatch: Hatch, hatched: string]>> = {
  data: ['#ffffff', 'none', '#000000'],
  conv: ['#a3a3a3', 'none', '#000000'],
  avg: ['#ffffff', 'level', '#000000'],
  max: ['#ffffff', 'rising', '#000000'],
  min: ['#ffffff', 'falling', '#000000'],
  linear: ['#d9d9d9', 'upright', '#000000'],
  act: ['#ffffff', 'grid', '#000000'],
  norm: ['#e8e8e8', 'none', '#000000'],
  drop: ['#ffffff', 'dots', '#000000'],
  merge: ['#1a1a1a', 'none', '#ffffff'],
  shape: ['#ffffff', 'cross', '#000000'],
  module: ['#f2f2f2', 'none', '#000000'],
};

/** The ground of further operations of a kind, so that none looks like the first of another kind. */
const VARIANT_GROUND: Readonly<Record<InkKind, string>> = {
  data: '#fafafa',
  conv: '#a3a3a3',
  avg: '#ececec',
  max: '#dedede',
  min: '#d2d2d2',
  linear: '#bababa',
  act: '#f0f0f0',
  norm: '#e4e4e4',
  drop: '#c6c6c6',
  merge: '#b0b0b0',
  shape: '#cccccc',
  module: '#f5f5f5',
};

/** Modules have their names on them: they differ by shade only, in colour by so much lightness. */
const MODULE_SHADE = [0, 0.08, 0.15, -0.05, 0.2] as const;
const MODULE_GREY = ['#f2f2f2', '#dedede', '#c9c9c9', '#ffffff', '#d4d4d4'] as const;

const printed: Ink = {
  theme: 'print',
  paper: '#ffffff',
  ink: '#000000',
  soft: '#262626',
  faint: '#8c8c8c',
  wire: '#4d4d4d',
  map: '#ffffff',
  window: '#d4d4d4',
  plus: '#000000',
  minus: '#000000',
  block(kind, variant) {
    const [fill, hatch, hatched] = PRINTED[kind];
    const look = { stroke: '#000000', text: '#000000' };
    if (kind === 'module') {
      return { ...look, fill: MODULE_GREY[variant % MODULE_GREY.length] ?? fill, hatch: 'none', hatched };
    }
    if (variant === 0) return { ...look, fill, hatch, hatched };
    const others = VARIANTS.filter(other => other !== 'none' && other !== hatch);
    const other = others[(variant - 1) % others.length] ?? 'cross';
    return { ...look, fill: VARIANT_GROUND[kind], hatch: other, hatched: '#000000' };
  },
  circle: () => ({ fill: '#ffffff', stroke: '#000000' }),
};

function coloured(theme: 'light' | 'dark'): Ink {
  const dark = theme === 'dark';
  const [lightness, chroma] = dark ? [0.72, 0.115] : [0.66, 0.13];
  const kindOf = (kind: InkKind): string => fromOklch(lightness, chroma, HUE[kind]);
  // Lighter shades hold less colour before they leave what a screen can show.
  const moduleShade = (variant: number): string => {
    const by = MODULE_SHADE[variant % MODULE_SHADE.length] ?? 0;
    return fromOklch(lightness + by, chroma - Math.max(0, by) * 0.3, HUE.module);
  };
  return {
    theme,
    paper: dark ? fromOklch(0.222, 0.01, 264) : '#ffffff',
    ink: dark ? fromOklch(0.94, 0.006, 90) : fromOklch(0.24, 0.015, 262),
    soft: dark ? fromOklch(0.78, 0.01, 262) : fromOklch(0.42, 0.014, 262),
    faint: dark ? fromOklch(0.5, 0.014, 264) : fromOklch(0.74, 0.01, 262),
    wire: dark ? fromOklch(0.6, 0.015, 264) : fromOklch(0.58, 0.015, 262),
    map: dark ? fromOklch(0.26, 0.012, 264) : '#ffffff',
    window: dark ? fromOklch(0.42, 0.02, 264) : fromOklch(0.9, 0.008, 262),
    plus: dark ? fromOklch(0.75, 0.12, 250) : fromOklch(0.52, 0.17, 258),
    minus: dark ? fromOklch(0.76, 0.13, 50) : fromOklch(0.6, 0.17, 45),
    block: (kind, variant) => ({
      fill: kind === 'module' ? moduleShade(variant) : kindOf(kind),
      stroke: fromOklch(dark ? 0.84 : 0.5, chroma, HUE[kind]),
      hatch: kind === 'module' ? 'none' : (VARIANTS[variant % VARIANTS.length] ?? 'none'),
      hatched: dark ? fromOklch(0.25, 0.03, HUE[kind]) : '#ffffff',
      text: dark ? fromOklch(0.18, 0.02, HUE[kind]) : fromOklch(0.2, 0.03, HUE[kind]),
    }),
    circle: kind => ({
      fill: dark ? fromOklch(0.285, 0.03, HUE[kind]) : fromOklch(0.955, 0.035, HUE[kind]),
      stroke: kindOf(kind),
    }),
  };
}

const INKS: Readonly<Record<InkTheme, Ink>> = { light: coloured('light'), dark: coloured('dark'), print: printed };

export const inkOf = (theme: InkTheme): Ink => INKS[theme];

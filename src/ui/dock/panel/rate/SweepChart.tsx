import { useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Sweep, SweepPoint } from '../../../../training/check/rate-finder';
import { smoothed } from '../../../../training/check/sweep-rates';
import { useShownTheme } from '../../../theme/use-shown-theme';
import look from './rate.module.css';

interface Props {
  readonly points: readonly SweepPoint[];
  readonly sweep: Sweep | null;
}

/** The loss over the learning rate: as measured, thin, and smoothed; the suggestion is marked once it is known. */
export default function SweepChart({ points, sweep }: Props) {
  const theme = useShownTheme();
  const data = useMemo((): uPlot.AlignedData => {
    const smooth = sweep?.smooth ?? smoothed(points.map(p => p.loss));
    return [points.map(p => p.rate), points.map(p => p.loss), [...smooth]];
  }, [points, sweep]);
  // uPlot takes its colours at birth, so a new theme means a new plot.
  return <Plot key={theme} data={data} mark={sweep?.suggestion ?? null} />;
}

function Plot({ data, mark }: { readonly data: uPlot.AlignedData; readonly mark: number | null }) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const marked = useRef(mark);
  marked.current = mark;
  useEffect(() => {
    const host = box.current;
    if (!host) return;
    const made = new uPlot(
      optionsFor(host, () => marked.current),
      [[], [], []],
      host,
    );
    chart.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: host.clientWidth, height: host.clientHeight }));
    observer.observe(host);
    return () => {
      observer.disconnect();
      made.destroy();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    chart.current?.setData(data);
  }, [data]);
  return <div ref={box} className={look.room} role="img" aria-label="Loss over the learning rate" />;
}

/** No more of the loss is shown than this many times the first one: beyond, it has blown up. */
const SHOWN = 1.3;

function optionsFor(host: HTMLElement, mark: () => number | null): uPlot.Options {
  const css = getComputedStyle(document.documentElement);
  const colour = (name: string) => css.getPropertyValue(name).trim();
  const axis: uPlot.Axis = {
    stroke: colour('--ink-3'),
    font: `10.5px ${css.getPropertyValue('--font-mono')}`,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width: host.clientWidth,
    height: host.clientHeight,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, distr: 3, range: () => [1e-6, 10] },
      y: {
        range: (plot, least, most) => {
          const top = Math.min(most, SHOWN * (plot.data[1]?.[0] ?? most));
          const air = 0.08 * (top - least || 1);
          return [Math.max(0, least - air), top + air];
        },
      },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 22,
        // Every second power of ten: there is no room for more.
        filter: (_, splits) => splits.map(v => (Math.abs(Math.log10(v) % 2) < 1e-6 ? v : null)),
        values: (_, ticks) => ticks.map(v => (v === null ? '' : v === 1 ? '1' : `1e${Math.round(Math.log10(v))}`)),
      },
      { ...axis, size: 34 },
    ],
    series: [
      {},
      { scale: 'y', stroke: colour('--line-3'), width: 1, points: { show: false } },
      { scale: 'y', stroke: colour('--accent'), width: 2, points: { show: false } },
    ],
    hooks: {
      draw: [
        plot => {
          const at = mark();
          if (at === null) return;
          const x = Math.round(plot.valToPos(at, 'x', true));
          const { ctx, bbox } = plot;
          ctx.save();
          ctx.strokeStyle = colour('--ink-2');
          ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
          ctx.lineWidth = devicePixelRatio;
          ctx.beginPath();
          ctx.moveTo(x, bbox.top);
          ctx.lineTo(x, bbox.top + bbox.height);
          ctx.stroke();
          ctx.restore();
        },
      ],
    },
  };
}

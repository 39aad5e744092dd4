import { type CSSProperties, useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useRun } from '../../state/run';
import { useShownTheme } from '../theme/use-shown-theme';
import look from './CurveChart.module.css';
import { curveTable, SERIES } from './curve-table';
import styles from './dock.module.css';
import { formatRate } from './Rate';

type Reading = readonly (number | null)[] | null;

/** Loss and accuracy of train and validation on one chart, with the learning rate where it changes, the earlier run faintly behind; hovering reads the values. */
export function CurveChart() {
  const [at, setAt] = useState<Reading>(null);
  const theme = useShownTheme();
  const hasEarlier = useRun(s => s.earlier !== null);
  const varies = useRun(s => s.curves.train.at(-1)?.rate !== s.curves.train[0]?.rate);
  const rate = at?.[column('learning rate')] ?? null;
  return (
    <figure className={styles.panel}>
      <h3>
        {SHOWN.map(({ name, colour, accuracy, loss }) => (
          <span key={name} className={look.key}>
            <i className={look.solid} style={{ '--colour': `var(${colour})` } as CSSProperties} />
            {name}
            {at && <b className={look.value}>{readings(at[accuracy] ?? null, at[loss] ?? null)}</b>}
          </span>
        ))}
        {!at && <span>accuracy in %, loss dashed{varies && ', rate dotted'}</span>}
        {rate !== null && (
          <span className={look.key}>
            rate <b className={look.value}>{formatRate(Number(rate.toPrecision(3)))}</b>
          </span>
        )}
        {hasEarlier && !at && <span>earlier run behind</span>}
      </h3>
      {/* uPlot takes its colours at birth, so a new theme means a new plot. */}
      <Plot key={theme} read={setAt} />
    </figure>
  );
}

function Plot({ read }: { read(values: Reading): void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const host = box.current;
    if (!host) return;
    const { curves, earlier } = useRun.getState();
    const chart = new uPlot(chartOptions(host, read), curveTable(curves, earlier), host);
    const unsubscribe = useRun.subscribe((now, before) => {
      if (now.curves !== before.curves) chart.setData(curveTable(now.curves, now.earlier));
    });
    const observer = new ResizeObserver(() => chart.setSize({ width: host.clientWidth, height: host.clientHeight }));
    observer.observe(host);
    // The browser empties canvases when its graphics process ends.
    chart.ctx.canvas.addEventListener('contextrestored', () => chart.redraw());
    return () => {
      unsubscribe();
      observer.disconnect();
      chart.destroy();
    };
  }, [read]);
  return <div ref={box} className={look.chart} role="img" aria-label="Loss and accuracy over the epochs" />;
}

/** What the legend names, with the columns of the table in which its values stand. */
const column = (label: string): number => SERIES.findIndex(s => s.label === label) + 1;
const SHOWN = ['train', 'validation'].map(name => ({
  name,
  colour: SERIES.find(s => s.label === `${name} accuracy`)?.colour ?? '--ink',
  accuracy: column(`${name} accuracy`),
  loss: column(`${name} loss`),
}));

const readings = (accuracy: number | null, loss: number | null): string =>
  [accuracy === null ? '' : `${accuracy.toFixed(1)} %`, loss === null ? '' : loss.toFixed(3)]
    .filter(Boolean)
    .join(', ');

function chartOptions(host: HTMLElement, read: (values: Reading) => void): uPlot.Options {
  const css = getComputedStyle(document.documentElement);
  const colour = (name: string) => css.getPropertyValue(name).trim();
  const font = `10.5px ${css.getPropertyValue('--font-mono')}`;
  const axis: uPlot.Axis = {
    stroke: colour('--ink-3'),
    font,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width: host.clientWidth,
    height: host.clientHeight,
    legend: { show: false },
    cursor: { y: false, points: { size: 6 }, drag: { x: false, y: false } },
    scales: {
      x: { time: false },
      accuracy: { range: (_, min) => [Math.max(0, Math.floor((min - 2) / 5) * 5), 100] },
      rate: { range: (_, __, max) => [0, max > 0 ? max * 1.05 : 1] },
      loss: { range: (_, __, max) => [0, max > 0 ? max * 1.05 : 1] },
    },
    axes: [
      { ...axis, grid: { show: false }, size: 22, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] },
      { ...axis, scale: 'accuracy', size: 38, values: (_, ticks) => ticks.map(v => `${v}`) },
      { ...axis, scale: 'loss', side: 1, grid: { show: false }, size: 38 },
    ],
    series: [
      {},
      ...SERIES.map(
        (s): uPlot.Series => ({
          label: s.label,
          scale: s.scale,
          stroke: colour(s.colour),
          width: s.width,
          spanGaps: true,
          points: { show: s.points },
          ...(s.line !== 'solid' && { dash: s.line === 'dashed' ? [4, 3] : [1, 3] }),
        }),
      ),
    ],
    hooks: {
      setCursor: [
        chart => {
          const index = chart.cursor.idx;
          read(index === null || index === undefined ? null : chart.data.map(column => column[index] ?? null));
        },
      ],
    },
  };
}

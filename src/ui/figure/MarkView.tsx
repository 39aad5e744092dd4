import type { Mark, Paint } from '../../readings/figure/scene';
import { pathData } from '../../readings/figure/svg';

const paint = ({ fill, stroke, line, dash, opacity }: Paint) => ({
  fill: fill ?? 'none',
  ...(stroke !== undefined && { stroke, strokeWidth: line ?? 1 }),
  ...(dash && { strokeDasharray: dash.join(' ') }),
  ...(opacity !== undefined && { opacity }),
});

/** One mark of a figure on the page. */
export function MarkView({ mark }: { readonly mark: Mark }) {
  switch (mark.mark) {
    case 'rect': {
      const { x, y, width, height, round } = mark;
      return <rect x={x} y={y} width={width} height={height} {...(round && { rx: round })} {...paint(mark)} />;
    }
    case 'circle':
      return <circle cx={mark.x} cy={mark.y} r={mark.radius} {...paint(mark)} />;
    case 'path':
      return <path d={pathData(mark.segments)} {...paint(mark)} />;
    case 'text': {
      const { x, y, size, anchor, colour, upwards, text } = mark;
      return (
        <text
          x={x}
          y={y}
          fontSize={size}
          fill={colour}
          textAnchor={anchor}
          {...(upwards && { transform: `rotate(-90 ${x} ${y})` })}
        >
          {text}
        </text>
      );
    }
  }
}

import type { Node } from '../../core/document/architecture';
import { schemaOf } from '../../core/edits/params';
import { formatValue } from '../../core/inference/parameters';
import type { Operation } from '../../core/op/operation';
import { type ParamSpec, type ParamValue, type Sides, sameValue } from '../../core/op/params';
import { formatSides } from '../../ops/notation';
import { type Level, targetOf, valuesOf } from './level';
import { inline, poolingWord } from './paper-words';
import type { Piece } from './row';

/** What the output's size or the operation's word tells already, or what no paper's table tells. */
const TOLD: ReadonlySet<string> = new Set([
  'filters',
  'units',
  'shape',
  'bias',
  'init',
  'keepDims',
  'momentum',
  'epsilon',
]);
/** A module's parameters are all listed up to this many; of more, those that were changed, or how many differ. */
const FEW = 3;

const COMMA: Piece = { text: ', ' };

/** Kernel and stride, `3×3 / 2`, then what else was chosen: `max`, `dilation 2`, `0.5`. */
export function operationRemarks(level: Level, node: Node, op: Operation): readonly Piece[] {
  const values = valuesOf(level, node);
  const piece = (param: string, text: string): Piece => withTarget(level, node, param, text);
  const told = new Set(TOLD);
  const parts: (readonly Piece[])[] = [];
  const { kernel, stride } = op.params;
  if (kernel && values.kernel !== undefined) {
    parts.push([
      piece('kernel', formatValue(values.kernel)),
      ...(stride && values.stride !== undefined ? [{ text: ' / ' }, piece('stride', pair(values.stride))] : []),
    ]);
    told.add('kernel').add('stride');
  }
  // The word `padded` says it of a convolution.
  if (op.category === 'convolution') told.add('padding');
  for (const param of op.typed ?? []) {
    const value = values[param];
    if (told.has(param) || value === undefined) continue;
    parts.push([piece(param, plain(param, value))]);
    told.add(param);
  }
  const pooling = poolingWord(op);
  if (pooling !== null) parts.push([{ text: pooling }]);
  for (const [param, spec] of Object.entries(op.params)) {
    const value = values[param];
    if (told.has(param) || value === undefined || sameValue(value, spec.default)) continue;
    parts.push([piece(param, named(spec, value))]);
  }
  return joined(parts);
}

/** `pool features 32`: a module's parameters as this instance has them. */
export function moduleRemarks(level: Level, node: Node): readonly Piece[] {
  const schema = schemaOf(level.doc, level.ops, node.op);
  const values = valuesOf(level, node);
  const all = Object.entries(schema);
  const shown = all.length <= FEW ? all : all.filter(([param, spec]) => !sameValue(values[param], spec.default));
  return joined(
    shown.map(([param, spec]) => listed(spec, [withTarget(level, node, param, pair(values[param] ?? spec.default))])),
  );
}

/** `pool features 32, 64, 64`: what differs between equal instances in a row, else what they share. */
export function repeatRemarks(level: Level, nodes: readonly Node[]): readonly Piece[] {
  const [first] = nodes;
  if (!first) return [];
  const all = nodes.map(node => valuesOf(level, node));
  const differing = Object.entries(schemaOf(level.doc, level.ops, first.op)).filter(([param]) =>
    all.some(values => !sameValue(values[param], all[0]?.[param])),
  );
  if (differing.length > FEW) return [{ text: `${differing.length} parameters differ` }];
  if (differing.length === 0) return moduleRemarks(level, first).map(({ text }) => ({ text }));
  return joined(
    differing.map(([param, spec]) =>
      listed(
        spec,
        nodes.map((node, i) => withTarget(level, node, param, pair(all[i]?.[param] ?? spec.default))),
      ),
    ),
    '; ',
  );
}

function withTarget(level: Level, node: Node, param: string, text: string): Piece {
  const target = targetOf(level, node, param);
  return target ? { text, target } : { text };
}

const joined = (parts: readonly (readonly Piece[])[], between = ', '): readonly Piece[] =>
  parts.flatMap((part, i) => (i === 0 ? part : [{ text: between }, ...part]));

const listed = (spec: ParamSpec, values: readonly Piece[]): readonly Piece[] => [
  { text: `${inline(spec.label)} ` },
  ...values.flatMap((piece, i) => (i === 0 ? [piece] : [COMMA, piece])),
];

/** `2` for both axes, `2×1` where they differ. */
const pair = (value: ParamValue): string =>
  Array.isArray(value) && value.length === 2 && value[0] === value[1] ? `${value[0]}` : formatValue(value);

/** As it stands without its label: `0.5`, `2×2`, `1` for one pixel on every side, `2, 1, 3` for an order. */
function plain(param: string, value: ParamValue): string {
  if (!Array.isArray(value)) return formatValue(value);
  if (param === 'order') return value.join(', ');
  return isSides(value) ? formatSides(value) : formatValue(value);
}

const isSides = (value: ParamValue): value is Sides => Array.isArray(value) && value.length === 4;

/** `dilation 2`, `rounding up`, `same`, `pad 1`; `count padding` where it is on, `no scale` where it is off. */
function named(spec: ParamSpec, value: ParamValue): string {
  if (spec.kind === 'flag') return value === true ? inline(spec.label) : `no ${inline(spec.label)}`;
  if (spec.kind === 'padding2d') return isSides(value) ? `pad ${formatSides(value)}` : formatValue(value);
  const option = spec.kind === 'choice' ? spec.options.find(o => o.value === value)?.label : undefined;
  return `${inline(spec.label)} ${option ?? pair(value)}`;
}

import { type Expr, sameExpr } from './expr';

/** How tightly a printed piece holds together; a looser one inside a tighter one needs brackets. */
const SUM = 1;
const PRODUCT = 2;
const ATOM = 3;
interface Piece {
  readonly tex: string;
  readonly binds: number;
}
const atom = (tex: string): Piece => ({ tex, binds: ATOM });

/**
 * The expression as a textbook writes it: σ(x), e^{-x}, fractions, cases for a choice, 1/√2 for 0.7071….
 * Uses only \frac, \sqrt, \left \right, \begin{cases}, \text, ^ and named functions and letters.
 */
export const toTeX = (expr: Expr): string => print(expr).tex;

function print(expr: Expr): Piece {
  switch (expr.op) {
    case 'x':
      return atom('x');
    case 'const':
      return number(expr.value);
    case 'weight':
      return atom(GREEK.has(expr.name) ? `\\${expr.name}` : expr.name);
    case 'neg':
      return { tex: `-${within(expr.a, PRODUCT)}`, binds: SUM };
    case 'exp':
      return atom(`e^{${toTeX(expr.a)}}`);
    case 'log':
      return atom(call('\\ln', expr.a));
    case 'tanh':
      return atom(call('\\tanh', expr.a));
    case 'sigmoid':
      return atom(call('\\sigma', expr.a));
    case 'softplus':
      return atom(`\\ln\\left(1 + e^{${toTeX(expr.a)}}\\right)`);
    case 'erf':
      return atom(call('\\operatorname{erf}', expr.a));
    case 'abs':
      return atom(`\\left|${toTeX(expr.a)}\\right|`);
    case 'max':
      // max(0, x) is how it is read aloud.
      return atom(expr.b.op === 'const' ? pair('\\max', expr.b, expr.a) : pair('\\max', expr.a, expr.b));
    case 'min':
      return atom(pair('\\min', expr.a, expr.b));
    case 'add':
      return sum(expr.a, expr.b, false);
    case 'sub':
      return sum(expr.a, expr.b, true);
    case 'mul':
      return product(expr.a, expr.b);
    case 'div':
      return atom(`\\frac{${toTeX(expr.a)}}{${toTeX(expr.b)}}`);
    case 'where':
      return atom(
        `\\begin{cases} ${toTeX(expr.yes)} & \\text{if } ${condition(expr.test)} \\\\ ${toTeX(expr.no)} & \\text{otherwise} \\end{cases}`,
      );
  }
}

const within = (expr: Expr, binds: number): string => {
  const piece = print(expr);
  return piece.binds < binds ? `\\left(${piece.tex}\\right)` : piece.tex;
};

const call = (name: string, a: Expr): string => `${name}\\left(${toTeX(a)}\\right)`;

const pair = (name: string, a: Expr, b: Expr): string => `${name}\\left(${toTeX(a)}, ${toTeX(b)}\\right)`;

/** A negative constant turns the sign; the right side of a difference is bracketed when it is a sum. */
function sum(a: Expr, b: Expr, subtract: boolean): Piece {
  const flip = b.op === 'const' && b.value < 0;
  const minus = subtract !== flip;
  const right = flip ? number(-b.value).tex : within(b, minus || toTeX(b).startsWith('-') ? PRODUCT : SUM);
  return { tex: `${within(a, SUM)} ${minus ? '-' : '+'} ${right}`, binds: SUM };
}

function product(a: Expr, b: Expr): Piece {
  if (a.op === 'const') {
    if (a.value < 0) return { tex: `-${print({ op: 'mul', a: { op: 'const', value: -a.value }, b }).tex}`, binds: SUM };
    const right = within(b, PRODUCT);
    // Two numbers side by side would read as one.
    return { tex: `${number(a.value).tex}${/^[\d.]/.test(right) ? ' \\cdot ' : ' '}${right}`, binds: PRODUCT };
  }
  if (sameExpr(a, b)) return square(a);
  return { tex: `${within(a, PRODUCT)} ${within(b, PRODUCT)}`, binds: PRODUCT };
}

/** `tanh²(x)` for named functions, `(…)²` for all else but letters. */
function square(a: Expr): Piece {
  const tex = toTeX(a);
  const named = /^\\(tanh|sigma|ln|operatorname\{erf\})(?=\\left\()/.exec(tex);
  if (named && a.op !== 'softplus') return atom(`${named[0]}^{2}${tex.slice(named[0].length)}`);
  return atom(a.op === 'x' || a.op === 'weight' || a.op === 'abs' ? `${tex}^{2}` : `\\left(${tex}\\right)^{2}`);
}

/** `test > 0` with what is subtracted or added on the other side: `x - 3` becomes `x > 3`. */
function condition(test: Expr): string {
  if (test.op === 'sub') return `${toTeX(test.a)} > ${toTeX(test.b)}`;
  if (test.op === 'add' && test.b.op === 'const') return `${toTeX(test.a)} > ${number(-test.b.value).tex}`;
  if (test.op === 'neg') return `${toTeX(test.a)} < 0`;
  return `${toTeX(test)} > 0`;
}

/** Short decimals as they are, simple fractions and the usual roots as such, all else to five digits. */
function number(value: number): Piece {
  if (value < 0) return { tex: `-${number(-value).tex}`, binds: SUM };
  if (value !== 0.5 && Number(value.toFixed(3)) === value) return atom(String(value));
  for (let below = 2; below <= 12; below++) {
    const above = value * below;
    if (Math.abs(above - Math.round(above)) < 1e-12 && above >= 0.5)
      return atom(`\\frac{${Math.round(above)}}{${below}}`);
  }
  const root = ROOTS.find(r => Math.abs(r.value / value - 1) < 1e-12);
  if (root) return atom(root.tex);
  const [digits = '0', power] = value.toPrecision(5).split('e');
  const short = String(Number(digits));
  return power ? { tex: `${short} \\cdot 10^{${Number(power)}}`, binds: PRODUCT } : atom(short);
}

const ROOTS = [
  { value: Math.SQRT1_2, tex: '\\frac{1}{\\sqrt{2}}' },
  { value: Math.SQRT2, tex: '\\sqrt{2}' },
  { value: 2 / Math.sqrt(Math.PI), tex: '\\frac{2}{\\sqrt{\\pi}}' },
  { value: Math.sqrt(2 / Math.PI), tex: '\\sqrt{\\frac{2}{\\pi}}' },
  { value: 1 / Math.sqrt(2 * Math.PI), tex: '\\frac{1}{\\sqrt{2\\pi}}' },
];

const GREEK = new Set(['alpha', 'beta', 'gamma', 'lambda', 'mu', 'sigma', 'epsilon']);

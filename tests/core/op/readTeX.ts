import { type Expr, evaluate } from '../../../src/core/op/expression';

type Letters = Readonly<Record<string, number>>;
type Meaning = (letters: Letters) => number;

const primitive = (op: 'sigmoid' | 'erf', a: number): number => evaluate({ op, a: { op: 'x' } } as Expr, a);
const FUNCTIONS: Readonly<Record<string, (...a: number[]) => number>> = {
  '\\ln': Math.log,
  '\\tanh': Math.tanh,
  '\\max': Math.max,
  '\\min': Math.min,
  '\\sigma': a => primitive('sigmoid', a ?? 0),
  '\\operatorname{erf}': a => primitive('erf', a ?? 0),
};
const TOKEN =
  /\\operatorname\{erf\}|\\left[(|]|\\right[)|]|\\begin\{cases\}|\\end\{cases\}|\\text\{[^}]*\}|\\\\|\\[a-z]+|[\d.]+|\S/g;

/** Reads a formula as a person would, with the usual precedence, to check what is printed against what is computed. */
export function readTeX(tex: string): (letters: Letters) => number {
  const tokens = tex.match(TOKEN) ?? [];
  let at = 0;
  const peek = (): string => tokens[at] ?? '';
  const take = (expected?: string): string => {
    const token = peek();
    if (expected !== undefined && token !== expected) throw new Error(`${expected} expected, ${token} found in ${tex}`);
    at += 1;
    return token;
  };
  const group = (): Meaning => {
    take('{');
    const inner = sum();
    take('}');
    return inner;
  };

  function sum(): Meaning {
    let left = product();
    while (peek() === '+' || peek() === '-') {
      const [before, minus, right] = [left, take() === '-', product()];
      left = l => before(l) + (minus ? -right(l) : right(l));
    }
    return left;
  }

  function product(): Meaning {
    if (peek() === '-') {
      take();
      const inner = product();
      return l => -inner(l);
    }
    let left = power();
    while (startsFactor(peek())) {
      if (peek() === '\\cdot') take();
      const [before, right] = [left, power()];
      left = l => before(l) * right(l);
    }
    return left;
  }

  const startsFactor = (token: string): boolean =>
    token !== '' && !/^(\+|-|,|&|>|<|=|\}|\\right.|\\end.*|\\\\|\\text.*)$/.test(token);

  function exponent(base: Meaning): Meaning {
    if (peek() !== '^') return base;
    take();
    const up = group();
    return l => base(l) ** up(l);
  }

  function power(): Meaning {
    return exponent(factor());
  }

  function factor(): Meaning {
    const token = take();
    if (/^[\d.]+$/.test(token)) return () => Number(token);
    if (token === 'e') {
      take('^');
      const up = group();
      return l => Math.exp(up(l));
    }
    if (token === '\\frac') {
      const [above, below] = [group(), group()];
      return l => above(l) / below(l);
    }
    if (token === '\\sqrt') {
      const inner = group();
      return l => Math.sqrt(inner(l));
    }
    if (token === '\\pi') return () => Math.PI;
    if (token === '\\left(') {
      const inner = sum();
      take('\\right)');
      return inner;
    }
    if (token === '\\left|') {
      const inner = sum();
      take('\\right|');
      return l => Math.abs(inner(l));
    }
    if (token === '\\begin{cases}') return cases();
    const f = FUNCTIONS[token];
    if (f) return called(f);
    return l => l[token.replace('\\', '')] ?? Number.NaN;
  }

  function called(f: (...a: number[]) => number): Meaning {
    let squared = false;
    if (peek() === '^') {
      take();
      squared = group()({}) === 2;
    }
    take('\\left(');
    const parts = [sum()];
    while (peek() === ',') {
      take();
      parts.push(sum());
    }
    take('\\right)');
    const value: Meaning = l => f(...parts.map(part => part(l)));
    return squared ? l => value(l) ** 2 : value;
  }

  function cases(): Meaning {
    const yes = sum();
    take('&');
    take('\\text{if }');
    const left = sum();
    const greater = take() === '>';
    const right = sum();
    take('\\\\');
    const no = sum();
    take('&');
    take('\\text{otherwise}');
    take('\\end{cases}');
    return l => ((greater ? left(l) > right(l) : left(l) < right(l)) ? yes(l) : no(l));
  }

  const meaning = sum();
  if (at < tokens.length) throw new Error(`${peek()} left over in ${tex}`);
  return meaning;
}

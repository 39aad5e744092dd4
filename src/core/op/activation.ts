import { type Expr, toTeX } from './expression';
import { type KerasConfig, type Operation, type Port, tensor, type WeightSpec } from './operation';
import { type ParamSchema, type ParamValues, type Values, withDefaults } from './params';
import type { Shape } from './shape';

/** What is particular to one elementwise activation. */
interface ActivationSpec<S extends ParamSchema> {
  readonly id: string;
  readonly title: string;
  readonly short?: string;
  readonly order?: number;
  readonly summary: string;
  readonly aliases: readonly string[];
  readonly params?: S;
  readonly typed?: readonly (keyof S & string)[];
  expression(p: Values<S>): Expr;
  /** What `y` equals, in TeX; printed from the expression when absent. */
  readonly tex?: string;
  readonly notation?: (p: Values<S>) => string;
  readonly weights?: (shape: Shape, p: Values<S>) => Readonly<Record<string, WeightSpec>>;
  /** What Keras calls it as a function, `Activation('tanh')`; the first name is written, all are read. */
  readonly named?: readonly [string, ...string[]];
  /** The layer to write, where that is not `Activation`. */
  readonly layer?: (p: Values<S>, shape: Shape) => readonly [className: string, config: KerasConfig];
  /** Layer classes of its own that are read, besides `Activation`. */
  readonly fromKeras?: Readonly<Record<string, (config: KerasConfig) => ParamValues | null>>;
}

/** An operation that is certain to have an expression. */
type Elementwise<S extends ParamSchema> = Operation<{ readonly x: Port<null> }, S> & {
  expression(p: Values<S>): Expr;
};

/** Declares an elementwise activation, which gives the shape that it gets. */
export function activation<const S extends ParamSchema = Record<never, never>>(
  spec: ActivationSpec<S>,
): Elementwise<S> {
  const { named, layer, weights, tex, params, notation, fromKeras, ...rest } = spec;
  const schema = params ?? ({} as S);
  const defaults = withDefaults(schema, {}) as Values<S>;
  return {
    ...rest,
    category: 'activation',
    kind: 'act',
    formula: `y = ${tex ?? toTeX(spec.expression(defaults))}`,
    inputs: { x: tensor() },
    params: schema,
    notation: notation ?? (() => ''),
    shape: ({ x }) => x,
    ...(weights && { weights: ({ x }, p) => weights(x, p) }),
    keras(k, { x }, p, shapes) {
      const [className, config] = layer?.(p, shapes.x.x) ?? ['Activation', { activation: named?.[0] ?? spec.id }];
      return k.layer(className, config, [x]);
    },
    engine: (b, { x }, p) => b.add({ kind: 'elementwise', expression: spec.expression(p) }, [x]),
    fromKeras: {
      ...(named && { Activation: config => (named.some(name => name === config.activation) ? {} : null) }),
      ...fromKeras,
    },
  };
}

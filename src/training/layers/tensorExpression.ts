import * as tf from '@tensorflow/tfjs-core';
import { type Binary, derive, type Expr, type Unary } from '../../core/op/expression';

/**
 * Applies an expression without weights to every value of a tensor. Its gradient is the expression's own derivative,
 * which never meets the infinity of a branch not taken, as a gradient traced through the steps would.
 */
export function applyExpression(expr: Expr, x: tf.Tensor): tf.Tensor {
  const slope = derive(expr);
  return tf.customGrad((input, save) => {
    (save as (tensors: tf.Tensor[]) => void)([input as tf.Tensor]);
    return {
      value: compute(expr, input as tf.Tensor),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.mul(dy, compute(slope, saved[0] as tf.Tensor)),
    };
  })(x);
}

function compute(expr: Expr, x: tf.Tensor): tf.Tensor {
  if (expr.op === 'x') return x;
  if (expr.op === 'const') return tf.scalar(expr.value);
  if (expr.op === 'weight') throw new Error(`An expression with the weight ${expr.name} needs a layer of its own`);
  if ('test' in expr) {
    return tf.where(tf.greater(compute(expr.test, x), 0), compute(expr.yes, x), compute(expr.no, x));
  }
  if ('b' in expr) return BINARY[expr.op](compute(expr.a, x), compute(expr.b, x));
  return UNARY[expr.op](compute(expr.a, x));
}

const UNARY: Readonly<Record<Unary, (a: tf.Tensor) => tf.Tensor>> = {
  neg: tf.neg,
  exp: tf.exp,
  log: tf.log,
  tanh: tf.tanh,
  sigmoid: tf.sigmoid,
  softplus: tf.softplus,
  erf: tf.erf,
  abs: tf.abs,
};

const BINARY: Readonly<Record<Binary, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor>> = {
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  div: tf.div,
  max: tf.maximum,
  min: tf.minimum,
};

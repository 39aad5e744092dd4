import { madd } from './lanes';

// Functions of four numbers at a time. The polynomials are Cephes's (Moshier), tanh and erf the rational approximations
// of Eigen; all are within a few units in the last place of single precision.

@inline
function k(value: f32): v128 {
  return f32x4.splat(value);
}

@inline
export function neg(x: v128): v128 {
  return f32x4.neg(x);
}

/** eˣ; infinite above 88.7, 0 below −87.3. */
export function exp(x: v128): v128 {
  const n = f32x4.nearest(f32x4.mul(x, k(1.4426950408889634)));
  const held = f32x4.max(k(-126), f32x4.min(k(127), n));
  let r = madd(held, k(-0.693359375), x);
  r = madd(held, k(2.12194440e-4), r);
  let p = k(1.9875691500e-4);
  p = madd(p, r, k(1.3981999507e-3));
  p = madd(p, r, k(8.3334519073e-3));
  p = madd(p, r, k(4.1665795894e-2));
  p = madd(p, r, k(1.6666665459e-1));
  p = madd(p, r, k(5.0000001201e-1));
  p = f32x4.add(madd(p, f32x4.mul(r, r), r), k(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(held), i32x4.splat(127)), 23);
  p = f32x4.mul(p, power);
  p = v128.bitselect(k(Infinity), p, f32x4.gt(x, k(88.72283)));
  return v128.bitselect(k(0), p, f32x4.lt(x, k(-87.33654)));
}

/** ln x; −∞ at 0, NaN below. */
export function log(x: v128): v128 {
  const tiny = f32x4.max(x, k(1.17549435e-38));
  let e = i32x4.sub(i32x4.shr_u(tiny, 23), i32x4.splat(126));
  let m = v128.or(v128.and(tiny, i32x4.splat(0x007fffff)), k(0.5));
  const small = f32x4.lt(m, k(0.7071067811865476));
  e = i32x4.add(e, v128.and(small, i32x4.splat(-1)));
  m = f32x4.sub(f32x4.add(m, v128.and(small, m)), k(1));
  const ef = f32x4.convert_i32x4_s(e);
  const z = f32x4.mul(m, m);
  let p = k(7.0376836292e-2);
  p = madd(p, m, k(-1.1514610310e-1));
  p = madd(p, m, k(1.1676998740e-1));
  p = madd(p, m, k(-1.2420140846e-1));
  p = madd(p, m, k(1.4249322787e-1));
  p = madd(p, m, k(-1.6668057665e-1));
  p = madd(p, m, k(2.0000714765e-1));
  p = madd(p, m, k(-2.4999993993e-1));
  p = madd(p, m, k(3.3333331174e-1));
  p = f32x4.mul(f32x4.mul(p, m), z);
  p = madd(ef, k(-2.12194440e-4), p);
  p = madd(z, k(-0.5), p);
  let y = madd(ef, k(0.693359375), f32x4.add(m, p));
  y = v128.bitselect(k(-Infinity), y, f32x4.eq(x, k(0)));
  y = v128.bitselect(x, y, f32x4.eq(x, k(Infinity)));
  return v128.bitselect(k(NaN), y, v128.or(f32x4.lt(x, k(0)), f32x4.ne(x, x)));
}

@inline
export function tanh(x: v128): v128 {
  const c = f32x4.max(k(-7.90531110763549805), f32x4.min(k(7.90531110763549805), x));
  const z = f32x4.mul(c, c);
  let p = k(-2.76076847742355e-16);
  p = madd(p, z, k(2.00018790482477e-13));
  p = madd(p, z, k(-8.60467152213735e-11));
  p = madd(p, z, k(5.12229709037114e-8));
  p = madd(p, z, k(1.48572235717979e-5));
  p = madd(p, z, k(6.37261928875436e-4));
  p = madd(p, z, k(4.89352455891786e-3));
  p = f32x4.mul(p, c);
  let q = k(1.19825839466702e-6);
  q = madd(q, z, k(1.18534705686654e-4));
  q = madd(q, z, k(2.26843463243900e-3));
  q = madd(q, z, k(4.89352518554385e-3));
  return f32x4.div(p, q);
}

export function sigmoid(x: v128): v128 {
  // From the side where e^−|x| is small, so that no value is lost to 1.
  const e = exp(f32x4.neg(f32x4.abs(x)));
  const right = f32x4.div(k(1), f32x4.add(k(1), e));
  return v128.bitselect(f32x4.mul(e, right), right, f32x4.lt(x, k(0)));
}

/** ln(1 + eˣ) */
export function softplus(x: v128): v128 {
  const e = exp(f32x4.neg(f32x4.abs(x)));
  const near = f32x4.mul(e, madd(e, madd(e, k(0.333333333), k(-0.5)), k(1)));
  // ln u · e / (u − 1) makes good what 1 + e has lost (Kahan).
  const u = f32x4.add(k(1), e);
  const far = f32x4.mul(log(u), f32x4.div(e, f32x4.sub(u, k(1))));
  const rest = v128.bitselect(near, far, f32x4.lt(e, k(0.003)));
  return f32x4.add(f32x4.max(x, k(0)), rest);
}

export function erf(x: v128): v128 {
  const c = f32x4.max(k(-4), f32x4.min(k(4), x));
  const z = f32x4.mul(c, c);
  let p = k(-2.72614225801306e-10);
  p = madd(p, z, k(2.77068142495902e-8));
  p = madd(p, z, k(-2.10102402082508e-6));
  p = madd(p, z, k(-5.69250639462346e-5));
  p = madd(p, z, k(-7.34990630326855e-4));
  p = madd(p, z, k(-2.95459980854025e-3));
  p = madd(p, z, k(-1.60960333262415e-2));
  p = f32x4.mul(p, c);
  let q = k(-1.45660718464996e-5);
  q = madd(q, z, k(-2.13374055278905e-4));
  q = madd(q, z, k(-1.68282697438203e-3));
  q = madd(q, z, k(-7.37332916720468e-3));
  q = madd(q, z, k(-1.42647390514189e-2));
  return f32x4.div(p, q);
}

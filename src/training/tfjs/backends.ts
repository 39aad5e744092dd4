import * as tf from '@tensorflow/tfjs-core';
import type { BackendName } from '../protocol';
import type { Updating } from './optimizer';
import { isSoftwareRendered } from './software-renderer';

/** TensorFlow.js's backends. */
export type TfjsBackend = Exclude<BackendName, 'wasm'>;

/** A backend that is up. */
export interface Device {
  readonly name: TfjsBackend;
  /** Rejects when the browser takes it away. */
  readonly lost: Promise<never>;
  /** Its own way to carry out an optimizer's rule, where it has one. */
  readonly update?: Updating;
}

const devices = new Map<TfjsBackend, Device>();

/** Makes a backend the current one; `null` when this browser or machine has none of this kind. */
export async function bringUp(name: TfjsBackend): Promise<Device | null> {
  const known = devices.get(name);
  if (known) return (await tf.setBackend(name)) ? known : null;
  const started = await starters[name]().catch(() => null);
  if (!started) return null;
  const device = { name, ...started };
  // Heard where a run waits for it; without a run nobody needs to know.
  device.lost.catch(() => undefined);
  devices.set(name, device);
  return device;
}

/** By backend: fetches its code, starts it, and says what it can do. `null`: there is none. */
const starters: Readonly<Record<TfjsBackend, () => Promise<Omit<Device, 'name'> | null>>> = {
  async webgpu() {
    const gpu = 'gpu' in navigator ? navigator.gpu : undefined;
    if (!(await gpu?.requestAdapter())) return null;
    const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
    const [{ registerKernels }, { fusedUpdate }, onProcessor] = await Promise.all([
      import('./webgpu/kernels'),
      import('./webgpu/fused-update'),
      isSoftwareRendered('webgpu'),
    ]);
    registerKernels(onProcessor ? 'processor' : 'card');
    if (!(await tf.setBackend('webgpu'))) return null;
    const backend = tf.backend();
    if (!(backend instanceof WebGPUBackend)) return null;
    return { lost: backend.device.lost.then(() => fail()), update: fusedUpdate(backend) };
  },
  async webgl() {
    const { MathBackendWebGL } = await import('@tensorflow/tfjs-backend-webgl');
    const [{ registerKernels }, { fusedUpdate }] = await Promise.all([
      import('./webgl/kernels'),
      import('./webgl/fused-update'),
    ]);
    registerKernels();
    tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
    if (!(await tf.setBackend('webgl'))) return null;
    const backend = tf.backend();
    if (!(backend instanceof MathBackendWebGL)) return null;
    const { canvas } = backend.gpgpu.gl;
    const gone = new Promise(resolve => canvas.addEventListener('webglcontextlost', resolve, { once: true }));
    return { lost: gone.then(() => fail()), update: fusedUpdate(backend) };
  },
  async cpu() {
    await import('@tensorflow/tfjs-backend-cpu');
    return (await tf.setBackend('cpu')) ? { lost: new Promise(() => undefined) } : null;
  },
};

function fail(): never {
  throw new Error('device is lost');
}

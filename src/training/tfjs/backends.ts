import * as tf from '@tensorflow/tfjs-core';
import type { BackendName } from '../protocol';
import type { Updating } from './optimizer';

/** TensorFlow.js's backends. */
export type TfjsBackend = Exclude<BackendName, 'wasm'>;

/** A backend that is up. */
export interface Device {
  readonly name: TfjsBackend;
  /** Draws on the processor what a graphics card would compute: correct, and tens of times slower. */
  readonly software: boolean;
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
    const adapter = await gpu?.requestAdapter();
    if (!adapter) return null;
    const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
    if (!(await tf.setBackend('webgpu'))) return null;
    const backend = tf.backend();
    if (!(backend instanceof WebGPUBackend)) return null;
    const { architecture, description } = adapter.info;
    return { software: SOFTWARE.test(`${architecture} ${description}`), lost: backend.device.lost.then(() => fail()) };
  },
  async webgl() {
    const { MathBackendWebGL } = await import('@tensorflow/tfjs-backend-webgl');
    const [{ registerConvolutionKernels }, { fusedUpdate }] = await Promise.all([
      import('./webgl/convolution-kernels'),
      import('./webgl/fused-update'),
    ]);
    registerConvolutionKernels();
    tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
    if (!(await tf.setBackend('webgl'))) return null;
    const backend = tf.backend();
    if (!(backend instanceof MathBackendWebGL)) return null;
    const { gl } = backend.gpgpu;
    const { canvas } = gl;
    const gone = new Promise(resolve => canvas.addEventListener('webglcontextlost', resolve, { once: true }));
    return { software: SOFTWARE.test(rendererOf(gl)), lost: gone.then(() => fail()), update: fusedUpdate(backend) };
  },
  async cpu() {
    await import('@tensorflow/tfjs-backend-cpu');
    return (await tf.setBackend('cpu')) ? { software: false, lost: new Promise(() => undefined) } : null;
  },
};

const SOFTWARE = /swiftshader|llvmpipe|software|basic render/i;

function rendererOf(gl: WebGLRenderingContext): string {
  const named = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}

function fail(): never {
  throw new Error('device is lost');
}

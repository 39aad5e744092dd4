import * as tf from '@tensorflow/tfjs-core';

type Kernel = Parameters<typeof tf.registerKernel>[0]['kernelFunc'];
export type KernelCall = Parameters<Kernel>[0];
/** Gives the result, or `null` for what it does not do. @param before TensorFlow.js's kernel */
export type OwnKernel<Backend> = (call: KernelCall, backend: Backend, before: Kernel) => ReturnType<Kernel> | null;
/** `replaceKernel` for one backend. */
export type Replacing<Backend> = (kernelName: string, own: OwnKernel<Backend>) => void;

/**
 * Puts a kernel of ours before one of TensorFlow.js, which goes on to do what ours leaves to it.
 * @throws when TensorFlow.js has no such kernel
 */
export function replaceKernel<Backend>(
  kernelName: string,
  backendName: string,
  Backend: new (...args: never[]) => Backend,
  own: OwnKernel<Backend>,
): void {
  const config = tf.getKernel(kernelName, backendName);
  if (!config) throw new Error(`TensorFlow.js has no ${kernelName} for ${backendName}`);
  const before = config.kernelFunc;
  tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({
    ...config,
    kernelFunc: call => {
      const { backend } = call;
      return (backend instanceof Backend ? own(call, backend, before) : null) ?? before(call);
    },
  });
}

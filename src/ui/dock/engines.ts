import type { BackendName } from '../../training/protocol';
import type { Option } from './Choice';

/** The engines that a person may choose, with what each is good for. */
export const ENGINES: readonly Option<BackendName | 'auto'>[] = [
  { value: 'auto', label: 'Auto', remark: 'Times real steps on each engine that works here, takes the fastest' },
  {
    value: 'wasm',
    label: 'WebAssembly',
    remark: 'The processor, with kernels of our own: the fastest for small networks',
  },
  { value: 'webgpu', label: 'WebGPU', remark: 'The graphics card, through the newest interface' },
  { value: 'webgl', label: 'WebGL', remark: 'The graphics card, in every browser' },
  { value: 'cpu', label: 'CPU', remark: 'Plain JavaScript: works everywhere, slowly' },
];

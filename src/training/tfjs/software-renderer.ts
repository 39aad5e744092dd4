import type { BackendName } from '../protocol';

const SOFTWARE = /swiftshader|llvmpipe|software|basic render/i;

/**
 * Whether what looks like a graphics card is drawn on the processor: correct, and tens of times slower. Asked before a
 * backend is started, which takes longer. Backends that are meant for the processor are not.
 */
export async function isSoftwareRendered(backend: BackendName): Promise<boolean> {
  if (backend === 'cpu' || backend === 'wasm') return false;
  return SOFTWARE.test(backend === 'webgpu' ? await adapterName() : rendererName());
}

async function adapterName(): Promise<string> {
  const adapter = 'gpu' in navigator ? await navigator.gpu.requestAdapter() : null;
  return adapter ? `${adapter.info.architecture} ${adapter.info.description}` : '';
}

function rendererName(): string {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return '';
  const named = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return name;
}

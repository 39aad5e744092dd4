import { serialization } from '@tensorflow/tfjs-core';
import type { initializers } from '@tensorflow/tfjs-layers';

/** An initializer as a layer's config holds it: `{ className, config }`. */
export interface InitializerConfig {
  readonly className: string;
  readonly config: serialization.ConfigDict;
}

export type Initializer = ReturnType<typeof initializers.zeros>;

export const ZEROS: InitializerConfig = { className: 'Zeros', config: {} };

/** Makes the initializer that a config names, from tfjs's own registry. */
export function initializerFromConfig({ className, config }: InitializerConfig): Initializer {
  const entry = serialization.SerializationMap.getMap().classNameMap[className];
  if (entry === undefined) throw new Error(`Unknown initializer: ${className}`);
  const [made, fromConfig] = entry;
  return fromConfig(made, config) as unknown as Initializer;
}

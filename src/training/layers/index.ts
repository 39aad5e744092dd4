import { serialization } from '@tensorflow/tfjs-core';
import { BatchNormalization } from './BatchNormalization';
import { AlphaDropout, Dropout, GaussianDropout, SpatialDropout2D } from './dropout';
import { Elu } from './Elu';
import { GaussianNoise } from './GaussianNoise';
import { GroupNormalization } from './GroupNormalization';
import { HardSwish } from './HardSwish';
import { LayerNormalization } from './LayerNormalization';
import { LocalResponseNormalization } from './LocalResponseNormalization';

/** Makes every layer that Netloom writes known to tfjs by its class name. Call it once before building a model. */
export function registerLayers(): void {
  serialization.registerClass(Elu);
  serialization.registerClass(HardSwish);
  serialization.registerClass(BatchNormalization);
  serialization.registerClass(LayerNormalization);
  serialization.registerClass(GroupNormalization);
  serialization.registerClass(LocalResponseNormalization);
  serialization.registerClass(Dropout);
  serialization.registerClass(SpatialDropout2D);
  serialization.registerClass(GaussianDropout);
  serialization.registerClass(AlphaDropout);
  serialization.registerClass(GaussianNoise);
}

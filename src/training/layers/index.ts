import { serialization } from '@tensorflow/tfjs-core';
import { BatchNormalization } from './BatchNormalization';
import { AlphaDropout, Dropout, GaussianDropout, SpatialDropout2D } from './dropout';
import { GaussianNoise } from './GaussianNoise';

/** Makes every layer that Netloom writes known to tfjs by its class name. Call it once before building a model. */
export function registerLayers(): void {
  serialization.registerClass(BatchNormalization);
  serialization.registerClass(Dropout);
  serialization.registerClass(SpatialDropout2D);
  serialization.registerClass(GaussianDropout);
  serialization.registerClass(AlphaDropout);
  serialization.registerClass(GaussianNoise);
}

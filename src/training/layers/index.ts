import { serialization } from '@tensorflow/tfjs-core';
import { AdaptiveAveragePooling2D } from './AdaptiveAveragePooling2D';
import { correctAveragePoolGradient } from './averagePoolGradient';
import { BatchNormalization } from './BatchNormalization';
import { AlphaDropout, Dropout, GaussianDropout, SpatialDropout2D } from './dropout';
import { Elu } from './Elu';
import { Maximum, Minimum, Subtract } from './elementwiseMerge';
import { GaussianNoise } from './GaussianNoise';
import { GeneralConv2D } from './GeneralConv2D';
import { GeneralConv2DTranspose } from './GeneralConv2DTranspose';
import { GeneralDepthwiseConv2D } from './GeneralDepthwiseConv2D';
import { GeneralSeparableConv2D } from './GeneralSeparableConv2D';
import { GroupNormalization } from './GroupNormalization';
import { HardSwish } from './HardSwish';
import { LayerNormalization } from './LayerNormalization';
import { LocalResponseNormalization } from './LocalResponseNormalization';
import { Normalization } from './Normalization';
import { Resize2D } from './Resize2D';
import { MinPooling2D, PaddedAveragePooling2D, PaddedMaxPooling2D } from './WindowPooling';

/** Makes every layer that Netloom writes known to tfjs by its class name. Call it once before building a model. */
export function registerLayers(): void {
  serialization.registerClass(Normalization);
  serialization.registerClass(GeneralConv2D);
  serialization.registerClass(GeneralDepthwiseConv2D);
  serialization.registerClass(GeneralSeparableConv2D);
  serialization.registerClass(GeneralConv2DTranspose);
  serialization.registerClass(PaddedMaxPooling2D);
  serialization.registerClass(PaddedAveragePooling2D);
  serialization.registerClass(MinPooling2D);
  serialization.registerClass(AdaptiveAveragePooling2D);
  serialization.registerClass(Resize2D);
  serialization.registerClass(Subtract);
  serialization.registerClass(Maximum);
  serialization.registerClass(Minimum);
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
  correctAveragePoolGradient();
}

import { serialization, type Tensor } from '@tensorflow/tfjs-core';
import { hardSwish } from '../../ops/activation/hard_swish';
import { applyExpression } from './tensorExpression';

const expression = hardSwish.expression({});

/** What `Activation('hard_swish')` means in Keras 3; tfjs lacks it. It looks names up in camel case. */
export class HardSwish extends serialization.Serializable {
  static readonly className = 'hardSwish';

  apply(x: Tensor): Tensor {
    return applyExpression(expression, x);
  }

  override getConfig() {
    return {};
  }
}

import type { Codec } from './codec';
import { netloomDocument } from './netloomDocument';
import { modelTopology, tfjsFolder, tfjsModel } from './tfjsModel';

/** The formats there are, in the order of the export menu. */
export const CODECS: readonly Codec[] = [netloomDocument, tfjsModel, tfjsFolder, modelTopology];

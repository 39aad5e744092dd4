import type { Architecture } from '../../core/document/architecture';
import type { Catalogue } from '../../core/op/operation';
import type { ParamSchema } from '../../core/op/params';

/** Something that can be added by typing its name: an operation, or a module of the document. */
export interface Candidate {
  /** As the document writes it. */
  readonly op: string;
  readonly title: string;
  readonly short?: string;
  readonly aliases: readonly string[];
  /** What it belongs to and is for; found last. */
  readonly about: string;
  readonly schema: ParamSchema;
  /** Parameters that may be typed as bare values, in that order. */
  readonly typed: readonly string[];
}

/** All operations, then the document's modules, those that `fits` takes. */
export function candidates(
  doc: Architecture,
  ops: Catalogue,
  fits: (op: string) => boolean = () => true,
): readonly Candidate[] {
  const operations = [...ops.values()].map(
    (op): Candidate => ({
      op: op.id,
      title: op.title,
      ...(op.short === undefined ? {} : { short: op.short }),
      aliases: op.aliases,
      about: `${op.category} ${op.summary}`,
      schema: op.params,
      typed: op.typed ?? [],
    }),
  );
  const modules = Object.entries(doc.modules).map(
    ([id, module]): Candidate => ({
      op: `module:${id}`,
      title: module.title,
      aliases: [],
      about: `module ${module.summary ?? ''}`,
      schema: module.params,
      typed: Object.keys(module.params),
    }),
  );
  return [...operations, ...modules.filter(m => fits(m.op))];
}

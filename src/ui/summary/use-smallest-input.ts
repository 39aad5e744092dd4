import { useEffect, useState } from 'react';
import { smallestInputInSteps } from '../../core/analysis/smallestInput';
import type { Architecture } from '../../core/document/architecture';
import { catalogue } from '../../ops/catalogue';
import { documentOf, useEditor } from '../../state/editor';

/** The document must have been left alone for so long, in milliseconds. */
const QUIET = 700;
const known = new WeakMap<Architecture['graph'], { readonly modules: object; readonly side: number | null }>();

/** The smallest image that the network takes, `75×75 px`, worked out while nothing else goes on; `null` until then. */
export function useSmallestInput(): string | null {
  const doc = useEditor(documentOf);
  const [found, setFound] = useState<{ readonly graph: Architecture['graph']; readonly side: number | null } | null>(
    null,
  );
  useEffect(() => {
    const before = known.get(doc.graph);
    if (before?.modules === doc.modules) {
      setFound({ graph: doc.graph, side: before.side });
      return;
    }
    const search = smallestInputInSteps(doc, catalogue);
    let timer = setTimeout(step, QUIET);
    function step(): void {
      const { done, value } = search.next();
      if (!done) {
        timer = setTimeout(step);
        return;
      }
      known.set(doc.graph, { modules: doc.modules, side: value });
      setFound({ graph: doc.graph, side: value });
    }
    return () => clearTimeout(timer);
  }, [doc]);
  const side = found?.graph === doc.graph ? found.side : null;
  return side === null || side < 2 ? null : `${side}×${side} px`;
}

import { type Architecture, type Frame, type Graph, type GraphId, graphOf, withGraph } from '../document/architecture';
import { freeIds } from './ids';
import { wholePoint } from './spacing';

/** Adds a titled frame behind the nodes. */
export function addFrame(doc: Architecture, graphId: GraphId, frame: Omit<Frame, 'id'>): Architecture {
  const graph = graphOf(doc, graphId);
  if (!graph) return doc;
  const frames = graph.frames ?? [];
  const [id = 'f1'] = freeIds(
    frames.map(f => f.id),
    1,
    'f',
  );
  return withGraph(doc, graphId, withFrames(graph, [...frames, whole({ ...frame, id })]));
}

/** Changes a frame's title, place or size. */
export function updateFrame(
  doc: Architecture,
  graphId: GraphId,
  id: string,
  change: Partial<Omit<Frame, 'id'>>,
): Architecture {
  const graph = graphOf(doc, graphId);
  const old = graph?.frames?.find(f => f.id === id);
  if (!graph?.frames || !old) return doc;
  const next = whole({ ...old, ...change });
  const same =
    next.title === old.title &&
    next.at.every((v, i) => v === old.at[i]) &&
    next.size.every((v, i) => v === old.size[i]);
  return same
    ? doc
    : withGraph(
        doc,
        graphId,
        withFrames(
          graph,
          graph.frames.map(f => (f === old ? next : f)),
        ),
      );
}

/** Removes frames; the nodes in them stay. */
export function removeFrames(doc: Architecture, graphId: GraphId, ids: Iterable<string>): Architecture {
  const graph = graphOf(doc, graphId);
  const gone = new Set(ids);
  if (!graph?.frames?.some(f => gone.has(f.id))) return doc;
  return withGraph(
    doc,
    graphId,
    withFrames(
      graph,
      graph.frames.filter(f => !gone.has(f.id)),
    ),
  );
}

/** A graph with these frames; none leave no trace in the document. */
export function withFrames({ frames: _, ...graph }: Graph, frames: readonly Frame[]): Graph {
  return frames.length === 0 ? graph : { ...graph, frames };
}

const whole = (frame: Frame): Frame => ({ ...frame, at: wholePoint(frame.at), size: wholePoint(frame.size) });

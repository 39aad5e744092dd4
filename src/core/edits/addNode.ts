import { type Architecture, type Graph, type GraphId, graphOf, type Node, withGraph } from '../document/architecture';
import type { Catalogue } from '../op/operation';
import type { ParamValues } from '../op/params';
import { freeIds } from './ids';
import { wouldContainItself } from './modules/instances';
import { freeName, titleOf } from './names';
import { mergeParams, schemaOf } from './params';
import { type Point, wholePoint } from './spacing';

/** A node that is to be: an operation's id or `module:…`, and what differs from the defaults. */
export interface NewNode {
  readonly op: string;
  readonly params?: ParamValues;
  /** By default the operation's title, numbered when it is taken: `Conv 2D 2`. */
  readonly name?: string;
}

/** Adds a node with its top left corner at `at`. A module is not put into itself. */
export function addNode(doc: Architecture, ops: Catalogue, graph: GraphId, node: NewNode, at: Point): Architecture {
  const before = graphOf(doc, graph);
  if (!before || wouldContainItself(doc, graph, node.op)) return doc;
  return withGraph(doc, graph, { ...before, nodes: [...before.nodes, makeNode(doc, ops, before, node, at)] });
}

/** The node itself, with the next free id of `graph`. */
export function makeNode(doc: Architecture, ops: Catalogue, graph: Graph, node: NewNode, at: Point): Node {
  const [id = 'n1'] = freeIds(
    graph.nodes.map(n => n.id),
    1,
  );
  return {
    id,
    op: node.op,
    name: node.name?.trim() || freeName(graph, titleOf(doc, ops, node.op)),
    params: mergeParams(schemaOf(doc, ops, node.op), {}, node.params ?? {}),
    at: wholePoint(at),
  };
}

import {
  ChevronsDownUp,
  ChevronsUpDown,
  Columns3,
  Copy,
  CornerLeftUp,
  CornerRightDown,
  Group,
  Ungroup,
} from 'lucide-react';
import { MAIN, moduleOf, type Node } from '../../core/document/architecture';
import { instancesOf } from '../../core/edits/modules/instances';
import { makeSeparateCopy, removeModule } from '../../core/edits/modules/library';
import { catalogue } from '../../ops/catalogue';
import { currentFacts, currentGraph, currentGraphId, documentOf, useEditor } from '../../state/editor';
import { useFolds, wayTo } from '../../state/folds';
import { useView, useViewport } from '../../state/view';
import { focusNode } from '../canvas/focus-node';
import { goIn } from '../canvas/modules/go-in';
import { isInColumns, sceneOf } from '../canvas/scene';
import type { Command } from './command';

const editor = () => useEditor.getState();
const onCanvas = (): boolean => useView.getState().reading === 'graph';

/** The selected instances of modules that the document has. */
function selectedInstances(): readonly Node[] {
  const state = editor();
  const { modules } = documentOf(state);
  return currentGraph(state).nodes.filter(n => state.selection.nodes.has(n.id) && modules[moduleOf(n.op) ?? '']);
}
const oneInstance = (): Node | null => {
  const [only, ...others] = selectedInstances();
  return only && others.length === 0 && editor().selection.nodes.size === 1 ? only : null;
};
const hasInstances = (): boolean => currentGraph(editor()).nodes.some(n => moduleOf(n.op) !== null);
const fitSoon = (): void => void setTimeout(() => useViewport.getState().viewport?.fit(), 30);

/** Modules: making, entering, opening in place, separating, unpacking. */
export const moduleCommands: readonly Command[] = [
  {
    id: 'module.group',
    title: 'Make a module of the selection',
    group: 'Edit',
    keys: ['Mod+G'],
    icon: Group,
    words: 'group composite block subgraph collapse',
    when: () =>
      onCanvas() &&
      currentGraph(editor()).nodes.some(
        n => editor().selection.nodes.has(n.id) && n.op !== 'input' && n.op !== 'output',
      ),
    run: async () => {
      const { groupIntoModule } = await import('../../core/edits/modules/groupIntoModule');
      const state = editor();
      const graph = currentGraphId(state);
      const { nodes } = state.selection;
      state.apply(doc => groupIntoModule(doc, catalogue, graph, nodes, 'Module', currentFacts(state)), {
        selectNew: true,
      });
    },
  },
  {
    id: 'module.unpack',
    title: 'Unpack the module, keep every wire',
    group: 'Edit',
    keys: ['Mod+Shift+G'],
    icon: Ungroup,
    words: 'ungroup expand dissolve',
    when: () => onCanvas() && selectedInstances().length > 0,
    run: async () => {
      const { unpackModule } = await import('../../core/edits/modules/unpackModule');
      const graph = currentGraphId(editor());
      const chosen = selectedInstances();
      editor().apply(doc => chosen.reduce((d, n) => unpackModule(d, catalogue, graph, n.id), doc), { selectNew: true });
    },
  },
  {
    id: 'module.enter',
    title: 'Go into the module',
    group: 'Edit',
    keys: ['Enter'],
    icon: CornerRightDown,
    words: 'open enter edit inside',
    when: () => onCanvas() && oneInstance() !== null,
    run: () => {
      const instance = oneInstance();
      if (instance) goIn([instance.id]);
    },
  },
  {
    id: 'module.leave',
    title: 'Come out of the module',
    group: 'Edit',
    keys: ['Escape'],
    icon: CornerLeftUp,
    words: 'leave close up outside parent',
    when: () =>
      onCanvas() && editor().path.length > 0 && editor().selection.nodes.size + editor().selection.wires.size === 0,
    run: () => {
      const instance = editor().path.at(-1);
      editor().leave(editor().path.length - 1);
      if (instance !== undefined) focusNode(instance);
    },
  },
  {
    id: 'module.unfold',
    title: 'Unfold the module in place, or fold it',
    group: 'View',
    keys: ['U'],
    icon: ChevronsUpDown,
    words: 'expand collapse open inline',
    when: () => onCanvas() && selectedInstances().length > 0,
    run: () => {
      for (const { id } of selectedInstances()) useFolds.getState().toggle(wayTo(editor().path, id));
    },
  },
  {
    id: 'module.unfoldAll',
    title: 'Unfold all modules',
    group: 'View',
    keys: ['Shift+U'],
    icon: ChevronsUpDown,
    words: 'expand all operations overview flat',
    when: () => onCanvas() && hasInstances(),
    run: () => {
      useFolds.getState().unfoldAll();
      // At once: so many operations are never shown as large as the folded blocks were.
      useViewport.getState().viewport?.fit({ atOnce: true });
    },
  },
  {
    id: 'module.foldAll',
    title: 'Fold all modules',
    group: 'View',
    keys: ['Alt+U'],
    icon: ChevronsDownUp,
    words: 'collapse all',
    when: () => onCanvas() && useFolds.getState().unfolded.size > 0,
    run: () => {
      useFolds.getState().foldAll();
      fitSoon();
    },
  },
  {
    id: 'view.columns',
    title: 'Show a tall graph in columns, or as it stands',
    group: 'View',
    keys: ['Shift+C'],
    icon: Columns3,
    words: 'wrap overview page side by side',
    when: () => onCanvas() && currentGraph(editor()).nodes.length > 0,
    run: () => {
      // Not by what was asked for last: it may have come to stand in one column since.
      useFolds.getState().setWrapped(!isInColumns(sceneOf()));
      fitSoon();
    },
  },
  {
    id: 'module.separate',
    title: 'Make a separate copy of the module',
    group: 'Edit',
    icon: Copy,
    words: 'unlink detach duplicate own independent',
    when: () => {
      const instance = oneInstance();
      return (
        onCanvas() && instance !== null && instancesOf(documentOf(editor()), moduleOf(instance.op) ?? '').length > 1
      );
    },
    run: () => {
      const instance = oneInstance();
      const graph = currentGraphId(editor());
      if (instance) editor().apply(doc => makeSeparateCopy(doc, graph, instance.id));
    },
  },
  {
    id: 'module.removeUnused',
    title: 'Remove modules that nothing uses',
    group: 'Edit',
    words: 'clean library delete unused',
    when: () => {
      const doc = documentOf(editor());
      return Object.keys(doc.modules).some(id => instancesOf(doc, id).length === 0);
    },
    run: () =>
      editor().apply(doc => {
        let [next, before] = [doc, null as typeof doc | null];
        // A module that only an unused one used is unused then.
        while (next !== before) {
          before = next;
          for (const id of Object.keys(next.modules)) if (editorIsOutside(id)) next = removeModule(next, id);
        }
        return next;
      }),
  },
];

/** What a person is looking into stays. */
const editorIsOutside = (module: string): boolean => {
  const id = currentGraphId(editor());
  return id === MAIN || id !== module;
};

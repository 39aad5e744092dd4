import { Pause, Play, SlidersHorizontal, Square } from 'lucide-react';
import { documentOf, useEditor } from '../../state/editor';
import { useRun } from '../../state/run';
import { useTrainingPanel } from '../dock/panel/panel-state';
import type { Command } from './command';

const phase = () => useRun.getState().run.phase;
const isBusy = (): boolean => ['preparing', 'running', 'paused'].includes(phase());

function isTrainable(): boolean {
  const editor = useEditor.getState();
  return documentOf(editor).graph.nodes.length > 0 && editor.obstacles.length === 0;
}

/** The training run. */
export const trainCommands: readonly Command[] = [
  {
    id: 'train.start',
    title: 'Train, or stop training',
    group: 'Train',
    keys: ['Mod+Enter'],
    icon: Play,
    words: 'run fit learn start stop',
    when: () => isBusy() || isTrainable(),
    run: () => (isBusy() ? useRun.getState().stop() : useRun.getState().start()),
  },
  {
    id: 'train.settings',
    title: 'Training settings',
    group: 'Train',
    icon: SlidersHorizontal,
    words: 'plan augmentation optimizer schedule learning rate loss early stopping seed',
    run: () => useTrainingPanel.getState().show('plan'),
  },
  {
    id: 'train.check',
    title: 'Check before training',
    group: 'Train',
    icon: SlidersHorizontal,
    words: 'health memory speed gradient dead relu largest batch',
    run: () => useTrainingPanel.getState().show('check'),
  },
  {
    id: 'train.rate',
    title: 'Find a learning rate',
    group: 'Train',
    icon: SlidersHorizontal,
    words: 'finder range test sweep smith',
    run: () => useTrainingPanel.getState().show('rate'),
  },
  {
    id: 'train.pause',
    title: 'Pause or go on training',
    group: 'Train',
    icon: Pause,
    words: 'resume continue hold',
    when: () => phase() === 'running' || phase() === 'paused',
    run: () => (phase() === 'paused' ? useRun.getState().resume() : useRun.getState().pause()),
  },
  {
    id: 'train.stop',
    title: 'Stop training and keep the weights',
    group: 'Train',
    icon: Square,
    words: 'end abort cancel',
    when: isBusy,
    run: () => useRun.getState().stop(),
  },
];

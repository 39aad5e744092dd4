import { useView } from '../../state/view';
import { isMac } from './keys';
import { commandFor, type Focus, isForCommands } from './pressed-command';
import { COMMANDS, runCommand } from './table';

const TEXT =
  'input:not([type=button],[type=checkbox],[type=radio],[type=range]), textarea, select, [contenteditable=true]';

function focusOf(target: EventTarget | null, lastPress: EventTarget | null): Focus {
  if (!(target instanceof Element)) return 'page';
  // Pressing on the canvas beside its nodes focuses nothing, and yet the person is there.
  if (target === document.body && lastPress instanceof Element && lastPress.closest('main')) return 'canvas';
  if (target.closest('[data-edits-document]')) return 'document-field';
  if (target.closest(TEXT)) return 'text';
  if (target.closest('[role=menu],[role=listbox],[role=dialog]')) return 'layer';
  const onCanvas = target.closest('main') !== null;
  if (target.closest('button, a, summary, [role=button], [role=tab]')) return onCanvas ? 'canvas-control' : 'control';
  return onCanvas ? 'canvas' : 'page';
}

/** Makes the page answer to the table's shortcuts. Returns how to stop. */
export function listenToKeys(): () => void {
  const mac = isMac();
  let lastPress: EventTarget | null = null;
  const point = (event: Event): void => {
    lastPress = event.target;
  };
  const press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    if (!isForCommands(focusOf(event.target, lastPress), event, mac)) return;
    const command = commandFor(COMMANDS, event, mac);
    if (!command) return;
    // Over the page lies something that has the person's attention; only its own key still does something.
    const { overlay } = useView.getState();
    if (overlay !== null && !command.id.startsWith('help.')) return;
    event.preventDefault();
    runCommand(command);
  };
  addEventListener('keydown', press);
  addEventListener('pointerdown', point, true);
  addEventListener('focusin', point, true);
  return () => {
    removeEventListener('keydown', press);
    removeEventListener('pointerdown', point, true);
    removeEventListener('focusin', point, true);
  };
}

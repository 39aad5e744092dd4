import type { CommandGroup } from '../commands/command';
import { COMMANDS } from '../commands/table';
import { Kbd } from '../parts/Kbd';
import { Modal } from './Modal';
import styles from './ShortcutSheet.module.css';

const GROUPS: readonly CommandGroup[] = ['Add', 'Edit', 'View', 'Train', 'File', 'Help'];

/** What the mouse does that has no command of its own. */
const GESTURES = [
  ['Drag from the palette', 'add; onto a wire to insert'],
  ['Drag from a port', 'connect; onto nothing to search'],
  ['Double-click the canvas', 'add by search'],
  ['Shift+drag', 'select what a frame touches'],
  ['Wheel, pinch', 'zoom'],
  ['Arrows in a number field', 'one step; with Shift ten'],
] as const;

/** All shortcuts, by group, read off the command table. */
export default function ShortcutSheet() {
  return (
    <Modal title="Keyboard shortcuts" width={760}>
      <div className={styles.groups}>
        {GROUPS.map(group => {
          const commands = COMMANDS.filter(c => c.group === group && c.keys && c.keys.length > 0);
          return (
            commands.length > 0 && (
              <section key={group} className={styles.group}>
                <h3>{group}</h3>
                <dl>
                  {commands.map(c => (
                    <div key={c.id}>
                      <dt>{c.title}</dt>
                      <dd>
                        {c.keys?.map(keys => (
                          <Kbd key={keys} keys={keys} />
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            )
          );
        })}
        <section className={styles.group}>
          <h3>Mouse and touch</h3>
          <dl>
            {GESTURES.map(([gesture, does]) => (
              <div key={gesture}>
                <dt>{gesture}</dt>
                <dd className={styles.does}>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Modal>
  );
}

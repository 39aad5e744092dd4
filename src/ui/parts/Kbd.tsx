import { isMac, showShortcut } from '../commands/keys';
import styles from './Kbd.module.css';

/** A shortcut of the command table, drawn as a key. */
export function Kbd({ keys }: { readonly keys: string }) {
  return <kbd className={styles.key}>{showShortcut(keys, isMac())}</kbd>;
}

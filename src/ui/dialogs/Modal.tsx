import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useView } from '../../state/view';
import { IconButton } from '../parts/Button';
import styles from './Modal.module.css';

interface ModalProps {
  /** Named for screen readers, and shown unless `bare`. */
  readonly title: string;
  /** Without a heading and a close button; Escape and a click outside still close. */
  readonly bare?: boolean;
  readonly width: number;
  readonly children: ReactNode;
}

/** A dialog over the page; closing it clears the view's overlay. */
export function Modal({ title, bare = false, width, children }: ModalProps) {
  const close = (): void => useView.getState().setOverlay(null);
  return (
    <Dialog.Root open onOpenChange={open => open || close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.veil} />
        <Dialog.Popup className={styles.popup} style={{ width }} data-bare={bare ? '' : undefined}>
          {bare ? (
            <Dialog.Title className="spoken">{title}</Dialog.Title>
          ) : (
            <header className={styles.head}>
              <Dialog.Title className={styles.title}>{title}</Dialog.Title>
              <Dialog.Close
                render={
                  <IconButton aria-label="Close">
                    <X size={16} aria-hidden="true" />
                  </IconButton>
                }
              />
            </header>
          )}
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

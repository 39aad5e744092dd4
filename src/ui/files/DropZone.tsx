import { FileInput } from 'lucide-react';
import { useEffect, useState } from 'react';
import { droppedFiles } from './choose-files';
import styles from './files.module.css';
import { loadReader, openGiven } from './open-given';

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Lets model files be dropped anywhere on the window, and shows so while they are held over it. */
export function DropZone() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Entering a child fires before leaving its parent, so the depth says when the window itself is left.
    let depth = 0;
    const enter = (event: DragEvent): void => {
      if (!hasFiles(event) || ++depth !== 1) return;
      setOver(true);
      void loadReader();
    };
    const leave = (event: DragEvent): void => {
      if (hasFiles(event) && --depth <= 0) end();
    };
    const hold = (event: DragEvent): void => {
      if (hasFiles(event)) event.preventDefault();
    };
    const end = (): void => {
      depth = 0;
      setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event) || !event.dataTransfer) return;
      // Something on the page, a pad to try the network, has taken it.
      const taken = event.defaultPrevented;
      event.preventDefault();
      end();
      if (!taken) void droppedFiles(event.dataTransfer).then(openGiven);
    };
    addEventListener('dragenter', enter);
    addEventListener('dragleave', leave);
    addEventListener('dragover', hold);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragenter', enter);
      removeEventListener('dragleave', leave);
      removeEventListener('dragover', hold);
      removeEventListener('drop', drop);
    };
  }, []);
  if (!over) return null;
  return (
    <div className={styles.drop}>
      <div>
        <FileInput size={28} strokeWidth={1.5} aria-hidden="true" />
        <strong>Drop to open</strong>
        <span>A Netloom document, or a TensorFlow.js or Keras model: files, a folder or a zip</span>
      </div>
    </div>
  );
}

import { Download } from 'lucide-react';
import { useState } from 'react';
import type { Codec } from '../../exchange/codec';
import { CODECS } from '../../exchange/codecs';
import { documentOf, useEditor } from '../../state/editor';
import { compileOpen, useRun } from '../../state/run';
import { exportWith, obstacle } from '../files/export-with';
import { Button } from '../parts/Button';
import styles from './ExportDialog.module.css';
import { Modal } from './Modal';

/** The formats in which the architecture can be taken away; one that can't be written now says why. */
export default function ExportDialog() {
  const title = useEditor(s => documentOf(s).title);
  return (
    <Modal title={`Export ${title}`} width={560}>
      <ul className={styles.formats}>
        {CODECS.filter(codec => codec.write).map(codec => (
          <Format key={codec.id} codec={codec} />
        ))}
      </ul>
    </Modal>
  );
}

function Format({ codec }: { readonly codec: Codec }) {
  const facts = useEditor(s => s.facts);
  const weights = useRun(s => s.weights);
  const [outcome, setOutcome] = useState<readonly string[]>([]);
  const why = obstacle(codec, facts && compileOpen(), weights);
  const write = async (): Promise<void> => setOutcome(await exportWith(codec));
  return (
    <li className={styles.format} data-off={why === null ? undefined : ''}>
      <div>
        <h3>
          {codec.title} <span className="mono">{codec.extensions[0]}</span>
        </h3>
        <p>{why ?? codec.summary}</p>
        {outcome.map(line => (
          <p key={line} role="status" className={styles.note}>
            {line}
          </p>
        ))}
      </div>
      <Button disabled={why !== null} aria-label={`Export as ${codec.title}`} onClick={() => void write()}>
        <Download size={14} aria-hidden="true" />
        Export
      </Button>
    </li>
  );
}

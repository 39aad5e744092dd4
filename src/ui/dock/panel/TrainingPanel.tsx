import { X } from 'lucide-react';
import { IconButton } from '../../parts/Button';
import { CheckPage } from './check/CheckPage';
import { PlanPage } from './PlanPage';
import styles from './panel.module.css';
import { type PanelPage, useTrainingPanel } from './panel-state';
import { RatePage } from './rate/RatePage';

const PAGES: readonly { readonly id: PanelPage; readonly title: string; readonly Page: () => React.ReactNode }[] = [
  { id: 'plan', title: 'Plan', Page: PlanPage },
  { id: 'check', title: 'Check', Page: CheckPage },
  { id: 'rate', title: 'Learning rate', Page: RatePage },
];

/** How the network is to be trained, and what can be known before it is. */
export default function TrainingPanel({ close }: { close(): void }) {
  const { page, show } = useTrainingPanel();
  const shown = PAGES.find(p => p.id === page) ?? PAGES[0];
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        {PAGES.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            className={styles.tab}
            aria-pressed={id === shown?.id}
            onClick={() => show(id)}
          >
            {title}
          </button>
        ))}
        <IconButton className={styles.close} aria-label="Close the training settings" onClick={close}>
          <X size={15} aria-hidden="true" />
        </IconButton>
      </header>
      <div className={styles.scroll}>{shown && <shown.Page />}</div>
    </div>
  );
}

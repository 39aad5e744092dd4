import { CircleAlert, Info, X } from 'lucide-react';
import { useNotices } from '../../state/notices';
import { IconButton } from '../parts/Button';
import styles from './files.module.css';

/** What the person should know; each stays until it is dismissed. */
export function Notices() {
  const { notices, dismiss } = useNotices();
  return (
    <div className={styles.notices} aria-live="polite">
      {notices.map(notice => (
        <div
          key={notice.id}
          className={styles.notice}
          data-kind={notice.kind}
          role={notice.kind === 'error' ? 'alert' : 'status'}
        >
          {notice.kind === 'error' ? (
            <CircleAlert size={16} aria-hidden="true" />
          ) : (
            <Info size={16} aria-hidden="true" />
          )}
          <div>
            {notice.says.map(line => (
              <p key={line}>{line}</p>
            ))}
          </div>
          <IconButton aria-label="Dismiss" onClick={() => dismiss(notice.id)}>
            <X size={15} aria-hidden="true" />
          </IconButton>
        </div>
      ))}
    </div>
  );
}

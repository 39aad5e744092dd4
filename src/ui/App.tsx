import { useEffect } from 'react';
import { useView } from '../state/view';
import styles from './App.module.css';
import { showTheme } from './theme/theme';

/** The page: top bar, palette, canvas, inspector, training dock. */
export function App() {
  const theme = useView(s => s.theme);
  useEffect(() => showTheme(theme), [theme]);
  return (
    <div className={styles.page}>
      <header className={styles.top} />
      <aside className={styles.left} aria-label="Palette" />
      <main className={styles.centre} aria-label="Canvas" />
      <aside className={styles.right} aria-label="Inspector" />
      <section className={styles.dock} aria-label="Training" />
    </div>
  );
}

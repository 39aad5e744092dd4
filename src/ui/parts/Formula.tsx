import { useCallback, useEffect, useState } from 'react';
import styles from './Formula.module.css';

type Renderer = (tex: string, place: HTMLElement) => void;
let renderer: Promise<Renderer> | null = null;

/** The TeX reader is large, so it comes with the first formula that is shown. */
function loadRenderer(): Promise<Renderer> {
  renderer ??= import('temml').then(({ default: temml }) => (tex, place) => {
    temml.render(tex, place, { displayMode: true, throwOnError: false });
  });
  return renderer;
}

/** A formula in TeX, shown as MathML; until the reader has come, its height is kept free. */
export function Formula({ tex }: { readonly tex: string }) {
  const [render, setRender] = useState<{ readonly with: Renderer } | null>(null);
  useEffect(() => {
    let shown = true;
    loadRenderer().then(
      loaded => shown && setRender({ with: loaded }),
      // Offline before the first formula: the TeX itself is still readable.
      () => shown && setRender({ with: (source, place) => place.replaceChildren(source) }),
    );
    return () => {
      shown = false;
    };
  }, []);
  const draw = useCallback((place: HTMLElement | null) => place && render?.with(tex, place), [tex, render]);
  return <div className={styles.formula} ref={place => void draw(place)} />;
}

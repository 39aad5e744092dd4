import { useId } from 'react';
import {
  type Architecture,
  CAPTION_KINDS,
  FIGURE_DETAILS,
  FIGURE_REPEATS,
  FIGURE_STYLES,
  FIGURE_THEMES,
  type FigureSettings,
  SCALE_LAWS,
} from '../../core/document/architecture';
import { type FigureChange, setFigure } from '../../core/edits/setFigure';
import { catalogue } from '../../ops/catalogue';
import { figureOptions } from '../../readings/figure/figure-options';
import { documentOf, useEditor } from '../../state/editor';
import { useRun } from '../../state/run';
import { figureCommands } from '../commands/figure';
import { runCommand } from '../commands/table';
import { Button } from '../parts/Button';
import { Picker } from '../parts/Picker';
import { Section } from '../parts/Section';
import styles from './figure.module.css';
import { OnPaper } from './OnPaper';
import { CAPTIONS, DETAIL, REPEATS, SCALE, STYLE, THEME } from './setting-names';

/** Widths of a column and a page in common journals, of a page of A4, and of a slide, in millimetres. */
const WIDTHS = [84, 122, 174, 210, 254] as const;

const change = (settings: FigureChange): void => useEditor.getState().apply(doc => setFigure(doc, settings));

/** How the figure is drawn, and how to take it away. */
export default function FigurePanel() {
  const doc = useEditor(documentOf);
  const options = figureOptions(doc, catalogue, 'light');
  const weights = useRun(s => s.weights);
  const { style } = options;
  const written = Object.keys(doc.figure?.captions ?? {}).length;
  const width = `${options.width}`;
  const widths = [...new Set([...WIDTHS, options.width])].sort((a, b) => a - b);
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.title}>Figure</h2>
        <p className={styles.sub}>Drawn from the graph; captions are yours to edit.</p>
      </header>
      <div className={styles.settings}>
        <Choice label="Style" value={style} values={FIGURE_STYLES} names={STYLE} onChange={v => change({ style: v })} />
        {style !== 'neurons' && (
          <Choice
            label="Detail"
            value={options.detail}
            values={FIGURE_DETAILS}
            names={DETAIL}
            onChange={v => change({ detail: v })}
          />
        )}
        {style !== 'neurons' && Object.keys(doc.modules).length > 0 && (
          <Choice
            label="Equal modules"
            value={options.repeats}
            values={['fitting', ...FIGURE_REPEATS]}
            names={REPEATS}
            onChange={v => change({ repeats: v === 'fitting' ? undefined : v })}
          />
        )}
        {style === 'volumes' && (
          <Choice
            label="Scale"
            value={options.scale}
            values={SCALE_LAWS}
            names={SCALE}
            onChange={v => change({ scale: v })}
          />
        )}
        <Choice
          label="Captions"
          value={options.captionKind}
          values={CAPTION_KINDS}
          names={CAPTIONS}
          onChange={v => change({ captionKind: v })}
        />
        <Choice
          label="Theme"
          value={doc.figure?.theme ?? 'page'}
          values={FIGURE_THEMES}
          names={THEME}
          onChange={v => change({ theme: v === 'page' ? undefined : v })}
        />
        <Choice
          label="Width"
          value={width}
          values={widths.map(String)}
          names={Object.fromEntries(widths.map(w => [w, `${w} mm`]))}
          onChange={v => change({ width: Number(v) })}
        />
        {style === 'neurons' && (
          <label className={styles.module}>
            <input
              type="checkbox"
              checked={options.tinted}
              onChange={e => change({ tinted: e.target.checked ? true : undefined })}
            />
            Tint lines by weight
          </label>
        )}
        {style === 'neurons' && options.tinted && !weights && (
          <p className={styles.note}>There are no trained weights yet: train the network first.</p>
        )}
      </div>
      <Section title="Take it away">
        <div className={styles.take}>
          {figureCommands.map(command => (
            <Button key={command.id} aria-label={command.title} onClick={() => runCommand(command)}>
              {command.id.replace('figure.', '').toUpperCase()}
            </Button>
          ))}
          {written > 0 && (
            <Button look="quiet" onClick={() => change({ captions: undefined })}>
              Own captions back
            </Button>
          )}
        </div>
        {doc.figure?.theme === undefined && <p className={styles.note}>Files are light, whatever the page is.</p>}
      </Section>
      <OnPaper />
      {style !== 'neurons' && options.detail !== 'modules' && <FoldedModules doc={doc} folded={options.folded} />}
    </>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly values: readonly T[];
  readonly names: Readonly<Record<T, string>>;
  onChange(value: T): void;
}

function Choice<T extends string>({ label, value, values, names, onChange }: ChoiceProps<T>) {
  const id = useId();
  return (
    <div className={styles.row}>
      <label htmlFor={id}>{label}</label>
      <Picker
        id={id}
        label={label}
        value={value}
        options={values.map(v => ({ value: v, label: names[v] }))}
        onChange={onChange}
      />
    </div>
  );
}

/** Which modules stay one block. */
function FoldedModules({ doc, folded }: { readonly doc: Architecture; readonly folded: ReadonlySet<string> }) {
  const modules = Object.entries(doc.modules);
  if (modules.length === 0) return null;
  const toggle = (id: string, fold: boolean): void => {
    const next: FigureSettings['folded'] = fold ? [...folded, id].sort() : [...folded].filter(m => m !== id);
    change({ folded: next });
  };
  return (
    <Section title="Folded modules">
      <div className={styles.modules}>
        {modules.map(([id, { title }]) => (
          <label key={id} className={styles.module}>
            <input type="checkbox" checked={folded.has(id)} onChange={e => toggle(id, e.target.checked)} />
            {title}
          </label>
        ))}
      </div>
    </Section>
  );
}

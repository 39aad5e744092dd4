import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { isMany, type Port } from '../../core/op/operation';
import { isBound, type ParamSchema, type ParamValues, type Values, withDefaults } from '../../core/op/params';
import { catalogue } from '../../ops/catalogue';
import { Curve } from '../parts/Curve';
import { Formula } from '../parts/Formula';
import styles from './Inspector.module.css';

const RANKS: Readonly<Record<number, string>> = {
  1: 'a vector',
  2: 'a sequence',
  3: 'an image, height × width × channels',
};

function accepts(port: Port): string {
  const what = port.ranks === null ? 'any shape' : port.ranks.map(r => RANKS[r] ?? `${r} axes`).join(' or ');
  return isMany(port) ? `${port.label}: ${what}, ${port.min} wires or more` : `${port.label}: ${what}`;
}

interface HelpSectionProps {
  readonly op: string;
  readonly params: ParamValues;
}

/** What the operation computes, what goes in and comes out, and what else it is called. */
export function HelpSection({ op, params }: HelpSectionProps) {
  const [open, setOpen] = useState(false);
  const operation = catalogue.get(op);
  if (!operation) return null;
  const free = Object.values(params).every(v => !isBound(v));
  const values = withDefaults(operation.params, free ? params : {}) as Values<ParamSchema>;
  return (
    <details className={styles.disclosure} open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        <ChevronRight size={12} aria-hidden="true" />
        What it computes
      </summary>
      {open && (
        <div className={styles.help}>
          <Formula tex={operation.formula} />
          {operation.expression && <Curve expression={operation.expression(values)} title={operation.title} />}
          <dl className={styles.ports}>
            {Object.entries(operation.inputs).map(([name, port]) => (
              <div key={name}>
                <dt>In</dt>
                <dd>{accepts(port)}</dd>
              </div>
            ))}
            {!operation.sink && (
              <div>
                <dt>Out</dt>
                <dd>one tensor, to as many places as you like</dd>
              </div>
            )}
          </dl>
          {operation.aliases.length > 0 && (
            <p className={styles.aliases}>Also known as {operation.aliases.join(', ')}.</p>
          )}
        </div>
      )}
    </details>
  );
}

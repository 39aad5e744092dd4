import type { ComponentProps } from 'react';
import styles from './Button.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  /** `go` is the one main action of its surroundings; `quiet` has no outline. */
  readonly look?: 'plain' | 'go' | 'quiet';
}

/** A button with a word on it. */
export function Button({ look = 'plain', className = '', ...rest }: ButtonProps) {
  return <button type="button" className={`${styles.button} ${styles[look] ?? ''} ${className}`} {...rest} />;
}

/** A square button with only a picture; `aria-label` says what it does. */
export function IconButton({ className = '', ...rest }: ComponentProps<'button'> & { readonly 'aria-label': string }) {
  return <button type="button" className={`${styles.icon} ${className}`} {...rest} />;
}

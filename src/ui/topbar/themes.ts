import { Monitor, Moon, Sun } from 'lucide-react';
import type { Theme } from '../../state/view';

/** The themes to choose from. */
export const THEMES = [
  { value: 'light', label: 'Light', Icon: Sun },
  { value: 'dark', label: 'Dark', Icon: Moon },
  { value: 'system', label: 'As the system', Icon: Monitor },
] as const satisfies readonly { readonly value: Theme; readonly label: string; readonly Icon: unknown }[];

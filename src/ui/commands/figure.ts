import { FileImage, FileText, Image } from 'lucide-react';
import { documentOf, useEditor } from '../../state/editor';
import type { Command } from './command';

const FORMATS = [
  ['svg', 'Save the figure as SVG', FileImage, 'vector drawing export picture paper'],
  ['png', 'Save the figure as PNG', Image, 'picture image export slide'],
  ['pdf', 'Save the figure as PDF', FileText, 'vector export print paper latex'],
] as const;

/** Taking the figure away. */
export const figureCommands: readonly Command[] = FORMATS.map(
  ([format, title, icon, words]): Command => ({
    id: `figure.${format}`,
    title,
    group: 'File',
    icon,
    words,
    when: () => documentOf(useEditor.getState()).graph.nodes.length > 0,
    run: async () => (await import('../figure/export/save-figure')).saveFigure(format),
  }),
);

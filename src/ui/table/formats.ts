/** What the table can be taken away as. */
export const TABLE_FORMATS = [
  { id: 'latex', title: 'LaTeX' },
  { id: 'markdown', title: 'Markdown' },
  { id: 'csv', title: 'CSV' },
] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number]['id'];

/** What the settings of a figure are called. */
export const STYLE = { volumes: 'Volumes', blocks: 'Blocks', neurons: 'Neurons' } as const;
export const DETAIL = { modules: 'Modules', layers: 'Layers', operations: 'Operations' } as const;
export const REPEATS = { fitting: 'as one where long', fold: 'as one', each: 'each' } as const;
export const SCALE = { linear: 'linear', 'square-root': 'square root', log: 'logarithm' } as const;
export const CAPTIONS = { paper: 'as in the paper', sizes: 'sizes only', none: 'none' } as const;
export const THEME = { page: 'as the page', light: 'Light', dark: 'Dark', print: 'Print, no colour' } as const;

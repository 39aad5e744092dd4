const CLUTTER = /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)$|(^|\/)__MACOSX\//;

/** Leaves out what operating systems put into folders and zips. */
export const withoutClutter = <F extends { readonly name: string }>(files: readonly F[]): readonly F[] =>
  files.filter(f => !CLUTTER.test(f.name));

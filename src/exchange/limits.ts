/** Sizes above which a file is refused before it is read, and what keeps hostile files from using up the tab. */
export const LIMITS = {
  /** All files of one drop together, as they lie on disk, in bytes. */
  dropBytes: 400e6,
  /** Text that is parsed as JSON, in bytes. */
  jsonBytes: 32e6,
  /** What a zip holds once unpacked, in bytes. */
  unpackedBytes: 400e6,
  /** Files in one drop or one zip. */
  files: 2000,
  /** Layers of one model, nested models included. */
  layers: 10_000,
  /** Models inside models. */
  nesting: 16,
} as const;

/** `500 MB`, `1.2 MB`, `34 kB`, `12 bytes`: decimal units, as file managers count. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} kB`;
  return bytes < 10e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.round(bytes / 1e6)} MB`;
}

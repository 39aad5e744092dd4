/** Three warp threads, one weft. */
export function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" strokeLinecap="round" aria-hidden="true">
      <path d="M4 3v14M10 3v4m0 4v6M16 3v14" stroke="var(--accent)" strokeWidth="2.1" />
      <path d="M2 9h4m4-1.5H8M8 9h10" stroke="var(--ink)" strokeWidth="1.7" />
    </svg>
  );
}

/** From one name to another, what they share said once: `Mixed_5b–d`, `dense1.1–12`; `first – last` where they share nothing. */
export function nameRange(from: string, to: string): string {
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++;
  // A number is not taken apart.
  while (shared > 0 && /\d/.test(from[shared - 1] ?? '') && /\d/.test((from[shared] ?? '') + (to[shared] ?? '')))
    shared--;
  const end = to.slice(shared);
  return shared === 0 || end === '' || from.length === shared ? `${from} – ${to}` : `${from}–${end}`;
}

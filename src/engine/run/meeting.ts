/** Words at the start of shared memory through which threads agree: which job it is, and how many have arrived. */
export const JOB = 0;
const ARRIVED = 1;
export const PROGRAM = 2;
export const COUNT = 3;
export const MEETING_BYTES = 64;

/** Looks at the word this often before it sleeps: most waits are shorter than falling asleep and waking up. */
const LOOKS = 4000;

/** Waits until all threads have called this equally often. */
export function meet(words: Int32Array, threads: number): void {
  const ticket = Atomics.add(words, ARRIVED, 1) + 1;
  const wanted = Math.ceil(ticket / threads) * threads;
  if (ticket === wanted) {
    Atomics.notify(words, ARRIVED);
    return;
  }
  for (let look = 0; look < LOOKS; look++) if (Atomics.load(words, ARRIVED) >= wanted) return;
  for (let seen = Atomics.load(words, ARRIVED); seen < wanted; seen = Atomics.load(words, ARRIVED))
    Atomics.wait(words, ARRIVED, seen);
}

/** Waits for a job after the one numbered `before`; returns its number. */
export function nextJob(words: Int32Array, before: number): number {
  for (let look = 0; look < LOOKS; look++) {
    const job = Atomics.load(words, JOB);
    if (job !== before) return job;
  }
  Atomics.wait(words, JOB, before);
  return Atomics.load(words, JOB);
}

import type { Spent } from './clockwork.ts';

/** Where the time of a walk went, on stderr, for whoever asks by HUIXIANG_SPENT. */
export function showSpent(spent: ReadonlyMap<string, Spent>): void {
  if (!process.env['HUIXIANG_SPENT']) return;
  for (const [name, { ms, times }] of [...spent].toSorted((a, b) => b[1].ms - a[1].ms).slice(0, 40))
    process.stderr.write(`${(ms / 1000).toFixed(1).padStart(7)} s  ${String(times).padStart(6)} x  ${name}\n`);
}

/** Periods by name: days of the workspace, both included. Browser-safe. */
export const PERIODS = ['month', 'last', 'days30', 'days90', 'year'] as const;
export type Period = (typeof PERIODS)[number];

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
const DAY = 86_400_000;

/** `today`: YYYY-MM-DD in the workspace's zone. */
export function periodOf(period: Period, today: string): { from: string; to: string } {
  const now = Date.parse(`${today}T00:00:00Z`);
  const [year = 1970, month = 1] = today.split('-').map(Number);
  if (period === 'last') return { from: day(Date.UTC(year, month - 2, 1)), to: day(Date.UTC(year, month - 1, 0)) };
  if (period === 'days30') return { from: day(now - 29 * DAY), to: today };
  if (period === 'days90') return { from: day(now - 89 * DAY), to: today };
  if (period === 'year') return { from: day(Date.UTC(year, month - 12, 1)), to: today };
  return { from: `${today.slice(0, 7)}-01`, to: today };
}

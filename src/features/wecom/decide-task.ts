/** What is done about a mass message that waits for colleagues. Pure. */

export interface Waiting {
  readonly createdAt: number;
  readonly reminders: readonly number[];
  /** Some colleague has not confirmed. */
  readonly open: boolean;
  readonly confirmHours: number;
  readonly remindHours: number;
  readonly now: number;
  /** Hour of the day where the colleagues are. */
  readonly hour: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Of WeCom. (path/97610) */
export const MOST_REMINDERS = 3;

export const remindersLeft = (reminders: readonly number[], now: number): number =>
  MOST_REMINDERS - reminders.filter((at) => now - at < DAY).length;

export function isOver({ createdAt, confirmHours, now, open }: Waiting): boolean {
  return open && now - createdAt >= confirmHours * HOUR;
}

/** Nobody is reminded at night. */
export function shouldRemind({ createdAt, reminders, open, remindHours, now, hour }: Waiting): boolean {
  const last = Math.max(createdAt, ...reminders);
  return open && now - last >= remindHours * HOUR && remindersLeft(reminders, now) > 0 && hour >= 9 && hour < 20;
}

/** Often at first, when colleagues have just been told; later as it becomes unlikely. Never later than its end. */
export function nextLook({ createdAt, confirmHours, now, open }: Waiting): number {
  const age = now - createdAt;
  const pause = age < 15 * MINUTE ? MINUTE : age < 2 * HOUR ? 5 * MINUTE : 15 * MINUTE;
  const end = createdAt + confirmHours * HOUR;
  return open && end > now ? Math.min(now + pause, end) : now + pause;
}

export type Result = 'delivered' | 'failed' | 'accepted' | null;

/** By the status of `get_groupmsg_send_result`. */
export function receiptOf(status: number | undefined): { status: Exclude<Result, null>; code: string | null } | null {
  if (status === undefined) return null;
  if (status === 1) return { status: 'delivered', code: null };
  if (status === 2) return { status: 'failed', code: 'not_friend' };
  if (status === 3) return { status: 'failed', code: 'month_full' };
  return { status: 'accepted', code: null };
}

/** What several screens of this room share. */
import type { Tone } from '../../../console/ui/Tag.tsx';
import type { Broadcast, BroadcastState } from '../contract.ts';

export const STATE_TONES: Readonly<Record<BroadcastState, Tone>> = {
  draft: 'neutral',
  estimated: 'neutral',
  scheduled: 'accent',
  preparing: 'accent',
  running: 'accent',
  paused: 'warn',
  stopped: 'neutral',
  done: 'ok',
};

const AT_WORK: readonly BroadcastState[] = ['preparing', 'running'];

/** How often a page asks again, in milliseconds: often while something moves. */
export const lookAgain = (broadcast: Broadcast | undefined): number | false =>
  broadcast === undefined
    ? false
    : AT_WORK.includes(broadcast.state)
      ? 2000
      : broadcast.state === 'scheduled'
        ? 10_000
        : 30_000;

export const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((all, n) => all + n, 0);

/** Messages that went out, whatever became of them. */
export const sentOf = ({ counts }: Broadcast): number =>
  counts.reduce(
    (all, { state, n }) => (['sent', 'delivered', 'read', 'answered', 'unknown'].includes(state) ? all + n : all),
    0,
  );

/** Those who have had their turn: told, or given up. */
export const turnsOf = ({ counts }: Broadcast): number =>
  counts.reduce((all, { state, n }) => (state === 'waiting' ? all : all + n), 0);

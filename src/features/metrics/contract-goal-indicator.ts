/** What an indicator tells of a range of time. Browser-safe. */
import type { Words } from '../../engine/words.ts';

export interface GoalFigure {
  readonly value: number;
  /** What the value rests on: answers, tasks, customers. */
  readonly n: number;
  /** The ends of the 95 % interval; without them the figure is shown and never raises an alert. */
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

export const PARTS = ['playbook', 'script', 'channel', 'person', 'reason', 'day'] as const;
export type PartBy = (typeof PARTS)[number];

/**
 * A part of the figure: over all parts of a range, value = sum(n * value) / sum(n). Not fewer than the least needed for a figure: every one.
 * Keys: a playbook's key, `playbook/script`, a channel, a member's id, a reason's code, a day YYYY-MM-DD in the workspace's zone; '' where
 * there is none.
 */
export interface GoalPart {
  readonly key: string;
  /** What a person calls it; playbooks, scripts, channels and members are named by the goals room when left out. */
  readonly name?: Words | undefined;
  readonly value: number;
  readonly n: number;
}

/** `share` 0 to 1, `points` -100 to 100, `hours`, `money` in the workspace's currency, `count`, `rate` per customer, `score` on the scale of a question. */
export type GoalUnit = 'share' | 'points' | 'hours' | 'money' | 'count' | 'rate' | 'score';

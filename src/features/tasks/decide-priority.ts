/** In which order tasks are worked, with the points and their reasons. Pure. */
import type { Words } from '../../engine/words.ts';

export interface PriorityFacts {
  readonly dueAt: Date;
  readonly escalated: boolean;
  readonly weight: number;
  /** What she bought in the last 365 days, in the workspace's currency. */
  readonly yearAmount: number;
  /** Delivered last and not answered since: how long ago, hours. */
  readonly unansweredHours: number | null;
  /** The latest answer: the lowest satisfaction (1-5) and NPS (0-10), when it was bad. */
  readonly lowScore: { readonly kind: 'csat' | 'nps'; readonly value: number } | null;
}

export interface Point {
  readonly code: 'late' | 'due' | 'value' | 'unanswered' | 'low_score' | 'escalated' | 'weight';
  readonly points: number;
  readonly words: Words;
}

const MINUTE = 60_000;

/** Half a day and more is said in hours or days: nobody reads 4,320 minutes. */
function spanWords(ms: number): Words {
  const minutes = Math.max(1, Math.round(ms / MINUTE));
  if (minutes < 60) return { zh: `${minutes} 分钟`, en: `${minutes} min` };
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours < 24)
    return {
      zh: rest ? `${hours} 时 ${rest} 分` : `${hours} 小时`,
      en: rest ? `${hours} h ${rest} min` : `${hours} h`,
    };
  const days = Math.round(hours / 24);
  return { zh: `${days} 天`, en: `${days} day${days === 1 ? '' : 's'}` };
}

/** Lateness and nearness: 50 at the due time, fading by the hour before it, rising to 70 after it. */
function timePoint(dueAt: Date, now: Date): Point {
  const left = dueAt.getTime() - now.getTime();
  if (left < 0) {
    const points = 50 + Math.min(20, Math.round(-left / MINUTE / 12));
    const { zh, en } = spanWords(-left);
    return { code: 'late', points, words: { zh: `超时 ${zh}`, en: `${en} late` } };
  }
  const { zh, en } = spanWords(left);
  const points = Math.round(50 * Math.exp(-left / MINUTE / 90));
  return { code: 'due', points, words: { zh: `还剩 ${zh}到期`, en: `due in ${en}` } };
}

/** 31 for 28,600, growing with the logarithm, so that one whale does not push everybody else out of sight. */
function valuePoints(amount: number): number {
  return amount > 0 ? Math.min(40, Math.round(12.6 * Math.log10(1 + amount / 100))) : 0;
}

/** Three bars at the name: how much she bought in a year, in the points it gives. */
export function valueLevel(amount: number): number {
  const points = valuePoints(amount);
  return points >= 28 ? 3 : points >= 16 ? 2 : points > 0 ? 1 : 0;
}

export function priorityOf(
  facts: PriorityFacts,
  now: Date,
  money: (amount: number) => string,
): { readonly score: number; readonly because: readonly Point[] } {
  const points: Point[] = [timePoint(facts.dueAt, now)];
  if (facts.escalated) points.push({ code: 'escalated', points: 25, words: { zh: '已升级', en: 'escalated' } });
  if (facts.lowScore) {
    const { kind, value } = facts.lowScore;
    const said = kind === 'nps' ? `NPS ${value}` : null;
    points.push({
      code: 'low_score',
      points: 20,
      words: said
        ? { zh: `上次 ${said}`, en: `last ${said}` }
        : { zh: `上次最低 ${value} 星`, en: `lowest last time: ${value} stars` },
    });
  }
  const value = valuePoints(facts.yearAmount);
  if (value > 0)
    points.push({
      code: 'value',
      points: value,
      words: { zh: `近一年消费 ${money(facts.yearAmount)}`, en: `${money(facts.yearAmount)} in the last year` },
    });
  if (facts.unansweredHours !== null && facts.unansweredHours >= 1) {
    const hours = Math.floor(facts.unansweredHours);
    const said = spanWords(hours * 60 * MINUTE);
    points.push({
      code: 'unanswered',
      points: Math.min(12, Math.round(3 + hours * 0.375)),
      words: { zh: `消息已送达，${said.zh}未回`, en: `message delivered, no answer for ${said.en}` },
    });
  }
  if (facts.weight !== 0)
    points.push({ code: 'weight', points: facts.weight, words: { zh: '方案设定', en: 'set by the playbook' } });
  const because = points.filter((point) => point.points !== 0).sort((a, b) => b.points - a.points);
  return { score: because.reduce((sum, point) => sum + point.points, 0), because };
}

/** The groups of the queue. `late` is past its due time; `hour` due within 60 minutes; `today` within the workspace's day. */
export type Lateness = 'late' | 'hour' | 'today' | 'later';

export function latenessOf(dueAt: Date, now: Date, endOfToday: Date): Lateness {
  const left = dueAt.getTime() - now.getTime();
  if (left < 0) return 'late';
  if (left <= 60 * MINUTE) return 'hour';
  return dueAt < endOfToday ? 'today' : 'later';
}

const GROUPS: Readonly<Record<Lateness, number>> = { late: 0, hour: 1, today: 2, later: 3 };

/** By group, within it by points, then by due time. */
export function byUrgency(
  a: { readonly lateness: Lateness; readonly score: number; readonly dueAt: string },
  b: { readonly lateness: Lateness; readonly score: number; readonly dueAt: string },
): number {
  return GROUPS[a.lateness] - GROUPS[b.lateness] || b.score - a.score || (a.dueAt < b.dueAt ? -1 : 1);
}

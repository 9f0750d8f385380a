/** Goals as CSV, for a spreadsheet. */
import type { FastifyReply } from 'fastify';
import type { Context } from '../../kit/context.ts';
import { csvLine, csvStream, sendCsv } from '../customers/index.ts';
import type { Goal } from './contract-goal.ts';
import { CSV_HEADER, STATE_WORDS, PERIOD_WORDS, VERDICT_WORDS } from './contract-words.ts';

export function sendGoals(reply: FastifyReply, ctx: Context, goals: readonly Goal[]): never {
  const { locale } = ctx;
  const say = (words: { zh: string; en: string } | undefined) => words?.[locale] ?? '';
  async function* lines() {
    for (const goal of goals) {
      const { progress } = goal;
      yield csvLine([
        goal.team?.name ?? { zh: '全公司', en: 'Company' }[locale],
        say(goal.indicator?.name) || goal.indicatorKey,
        say(goal.playbook?.name),
        say(PERIOD_WORDS[goal.period]),
        progress?.period.start,
        progress?.period.end,
        goal.target,
        progress?.value,
        progress?.n,
        progress?.low,
        progress?.high,
        progress?.band.low,
        progress?.band.high,
        progress?.expected,
        say(progress ? VERDICT_WORDS[progress.verdict] : undefined),
        say(progress ? STATE_WORDS[progress.state] : undefined),
        goal.owner?.name,
        goal.version,
      ]);
    }
  }
  return sendCsv(reply, 'goals.csv', csvStream(CSV_HEADER[locale], lines()));
}

import { type Command, CommandFailed, UsageError } from '../../kit/cli/command.ts';
import { openLog } from '../../kit/log.ts';
import { dateText, dayAt } from '../demo/calendar.ts';
import { DEMO } from '../demo/load.ts';
import { openRuntime } from '../open.ts';
import { homeOf } from '../place.ts';
import { showSpent } from './spent.ts';
import { simulate, type Simulated } from './simulate.ts';

const WORKSPACE = 'simulation';

export const simulateCommand: Command = {
  name: 'simulate',
  words: {
    zh: '模拟：让两千位客户在一个演示公司里活半年，走真实的代码，看记分卡说得对不对（默认工作区 simulation）',
    en: 'Let two thousand customers of a made company live half a year through the live code, and see whether the scorecard is right (workspace simulation by default)',
  },
  options: {
    seed: {
      kind: 'number',
      value: 'N',
      words: {
        zh: '种子，默认 1；相同的种子讲同一个故事',
        en: 'seed, 1 by default; the same seed tells the same story',
      },
    },
    days: { kind: 'number', value: 'N', words: { zh: '天数，默认 180', en: 'days, 180 by default' } },
    effect: {
      kind: 'number',
      value: 'E',
      words: {
        zh: '真实效应，默认 0.4：唤醒方案真正触达的人，30 天内再来的概率是没人联系时的 1+E 倍',
        en: 'the true effect, 0.4 by default: whom the wake-up playbook really reaches comes within its 30 days with 1 + E times the probability she would have had, contacted by nobody',
      },
    },
    customers: { kind: 'number', value: 'N', words: { zh: '客户数，默认 2000', en: 'customers, 2000 by default' } },
    until: {
      kind: 'day',
      value: 'D',
      words: { zh: '模拟结束的那一天，默认今天', en: 'the day on which it ends, today by default' },
    },
  },
  examples: [
    'bin/huixiang simulate --seed 7 --days 180 --effect 0.4 --json',
    'bin/huixiang simulate --seed 7 --effect 0',
  ],
  async run({ options }) {
    const seed = whole('seed', options['seed'] ?? 1, 0, 2 ** 31);
    const days = whole('days', options['days'] ?? 180, 7, 366);
    const customers = whole('customers', options['customers'] ?? 2000, 50, 20_000);
    const effect = Number(options['effect'] ?? 0.4);
    if (!(effect >= 0 && effect <= 2)) throw new UsageError('--effect takes a number from 0 to 2');
    const workspace = String(options['workspace'] ?? WORKSPACE);
    if (workspace === DEMO) throw new CommandFailed('the workspace demo is the demo company; give another name');
    const until = String(options['until'] ?? dateText(dayAt(Date.now())));
    const { runtime, close } = await openRuntime(homeOf(options['home']), openLog(process.env['LOG_LEVEL'] ?? 'warn'));
    try {
      const began = performance.now();
      const { spent, ...done } = await simulate(runtime, {
        seed,
        days,
        customers,
        effect,
        workspace,
        until,
        onDay: showDay,
      });
      if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
      showSpent(spent);
      return { ...done, seconds: Math.round((performance.now() - began) / 100) / 10 };
    } finally {
      await close();
    }
  },
  print: (done: Omit<Simulated, 'spent'> & { seconds: number }) => {
    const { truth, scorecard, workspace, seconds } = done;
    const percent = (share: number | null | undefined): string =>
      share == null ? '—' : `${(share * 100).toFixed(1)} %`;
    return [
      `${workspace}: ${truth.customers} customers, ${truth.days} days, effect ${truth.effect}, ${seconds} s`,
      `true lift    ${percent(truth.conversion_lift)} of the ${truth.matured.t} treated (expected ${percent(truth.expected_lift)}), ${percent(truth.reached)} reached`,
      `scorecard    ${percent(scorecard.conversion.diff)} [${(scorecard.conversion.ci ?? []).map(percent).join(', ')}]  ${scorecard.verdict}`,
      `bin/huixiang scorecard ${truth.playbook} --workspace ${workspace}`,
    ].join('\n');
  },
};

function whole(name: string, given: unknown, low: number, high: number): number {
  const n = Number(given);
  if (!Number.isInteger(n) || n < low || n > high)
    throw new UsageError(`--${name} takes a whole number from ${low} to ${high}`);
  return n;
}

/** Progress on a terminal, quiet in a pipe. */
function showDay(day: string, share: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${day}  ${Math.round(share * 100)} %`);
}

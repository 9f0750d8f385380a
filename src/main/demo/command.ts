import { type Command, UsageError } from '../../kit/cli/command.ts';
import { openLog } from '../../kit/log.ts';
import { openRuntime } from '../open.ts';
import { homeOf } from '../place.ts';
import { type DemoLoaded, loadDemo } from './load.ts';

export const demoCommand: Command = {
  name: 'demo',
  words: { zh: '载入演示公司「安和口腔」', en: 'Load the demo company, a dental chain' },
  options: {
    until: {
      kind: 'day',
      value: 'D',
      words: { zh: '演示里的今天，默认真实的今天', en: "the demo's today, the real one by default" },
    },
    customers: { kind: 'number', value: 'N', words: { zh: '客户数，默认 6000', en: 'customers, 6000 by default' } },
  },
  examples: ['bin/huixiang demo', 'bin/huixiang scorecard silent-wakeup --workspace demo'],
  async run({ options }) {
    const { until, customers } = options;
    if (typeof customers === 'number' && !(Number.isInteger(customers) && customers >= 50 && customers <= 100_000)) {
      throw new UsageError('--customers takes a whole number from 50 to 100000');
    }
    const { runtime, close } = await openRuntime(homeOf(options['home']), openLog(process.env['LOG_LEVEL'] ?? 'warn'));
    try {
      const { enrolments, ...loaded } = await loadDemo(runtime, {
        now: new Date(),
        ...(typeof until === 'string' ? { until } : {}),
        ...(typeof customers === 'number' ? { customers } : {}),
        onProgress: showDay,
      });
      if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
      return { ...loaded, enrolled: enrolments.length };
    } finally {
      await close();
    }
  },
  print: (loaded: Omit<DemoLoaded, 'enrolments'> & { enrolled: number }) =>
    loaded.fresh
      ? `${loaded.workspace}: ${loaded.customers} customers, ${loaded.enrolled} enrolled; bin/huixiang scorecard silent-wakeup --workspace ${loaded.workspace}`
      : `${loaded.workspace}: there already`,
};

function showDay(day: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${day}`);
}

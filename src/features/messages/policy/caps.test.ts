/** However many programs decide at once, and whichever of them die: caps are never passed. */
import { once } from 'node:events';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { zoneCalendar } from '../../../kit/calendar-zone.ts';
import { SYSTEM } from '../../../kit/context.ts';
import { openPools } from '../../../kit/db/database.ts';
import { openLog } from '../../../kit/log.ts';
import { createRuntime } from '../../../kit/runtime.ts';
import { startProgram } from '../../../kit/testing/program.ts';
import { features } from '../../../main/features.ts';
import type { Plan } from '../contract-plan.ts';
import type { Cap, DEFAULT_POLICY } from '../contract-policy.ts';
import { deliver } from '../sending/deliver.ts';
import { type Attempted, type Letters, openLetters } from '../testing/letters.ts';
import { workOff } from '../testing/work-off.ts';

// Several programs on one small machine.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

let letters: Letters;
beforeAll(async () => {
  letters = await openLetters();
  await letters.template();
});
afterAll(() => letters.world.close());

const go = { signal: new AbortController().signal };
const local = zoneCalendar('Asia/Shanghai');
const policy = (part: Partial<typeof DEFAULT_POLICY>) => letters.policy({ duplicateHours: 0, giveUpDays: 90, ...part });

test('caps hold however many programs decide at once', async () => {
  await policy({});
  const ids: string[] = [];
  for (let n = 0; n < 12; n++) ids.push(await letters.customer(`C-${n}`, { email: undefined }));
  for (let n = 0; n < 8; n++) await letters.send(ids, [{ channel: n % 2 ? 'sms' : 'wecom' }], { run: `run_cap_${n}` });
  const ctx = await letters.ctx();
  await Promise.all([1, 2, 3, 4].map(() => deliver(ctx, go)));
  for (const id of ids) {
    const attempts = await letters.attempts(id);
    expect(attempts.filter((each) => each.contacted_at).length, id).toBe(2);
    const waiting = attempts.filter((each) => each.state === 'queued');
    expect(waiting).toHaveLength(6);
    for (const each of waiting) expect(each.reason).toBe('frequency');
  }
  // Days go by: two a day, five a week.
  for (const day of ['25', '26', '27', '28']) {
    await letters.at(`2026-11-${day}T12:00:00`);
    await letters.world.sweep();
    await letters.world.drain();
  }
  for (const id of ids) expect((await letters.attempts(id)).filter((each) => each.contacted_at)).toHaveLength(5);
  await letters.at('2026-11-24T10:00:00');
});

/** Every run of days of every cap, over everything that reached the person by any of her records. */
function passed(caps: readonly Cap[], attempts: readonly Attempted[]): string[] {
  const reached = attempts.filter((each) => each.contacted_at !== null);
  return caps.flatMap((cap) => {
    const anywhere = cap.channel === 'any';
    const counted = reached.filter((each) => anywhere || each.channel === cap.channel);
    return counted.flatMap(({ contacted_at: from }) => {
      const first = local.dateOf(from?.getTime() ?? 0);
      const last = local.dateOf(local.startOfDay(from?.getTime() ?? 0, cap.days - 1));
      const within = counted.filter((each) => {
        const day = local.dateOf(each.contacted_at?.getTime() ?? 0);
        return day >= first && day <= last;
      });
      const n = anywhere ? new Set(within.map((each) => each.message_id)).size : within.length;
      return n > cap.most ? [`${JSON.stringify(cap)}: ${n} from ${first}`] : [];
    });
  });
}

const capOf = fc.record({
  channel: fc.constantFrom('any' as const, 'sms' as const, 'wecom' as const, 'email' as const),
  purpose: fc.constant('any' as const),
  most: fc.integer({ min: 1, max: 3 }),
  days: fc.constantFrom(1, 7, 30),
});
const planOf = fc.constantFrom<Plan[]>(
  [{ channel: 'sms' as const }],
  [{ channel: 'wecom' as const }],
  [{ channel: 'email' as const }],
  [
    { channel: 'sms' as const, wait: { n: 1, unit: 'hour' as const }, until: 'read' as const },
    { channel: 'email' as const },
  ],
);
const drawn = fc.sample(
  fc.record({
    caps: fc.array(capOf, { minLength: 1, maxLength: 4 }),
    plans: fc.array(planOf, { minLength: 4, maxLength: 7 }),
  }),
  { numRuns: 3, seed: 20_261_127 },
);

let times = 0;

/** Three records of one person (a number and a mailbox in common), and others of their own. */
async function people(n: number): Promise<string[][]> {
  const at = `${times++}`.padStart(3, '0');
  const make = (name: string, phone: string, email: string) => letters.customer(`${name}-${at}`, { phone, email });
  const one = [
    await make('a', `13911${at}001`, `a${at}@home.example`),
    await make('b', `13911${at}001`, `b${at}@home.example`),
    await make('c', `13911${at}003`, `b${at}@home.example`),
  ];
  const others = [];
  for (let each = 0; each < n; each++)
    others.push([await make(`o${each}`, `13912${at}${100 + each}`, `o${each}${at}@home.example`)]);
  return [one, ...others];
}

async function attemptsOf(ids: readonly string[]): Promise<Attempted[]> {
  return (await Promise.all(ids.map((id) => letters.attempts(id)))).flat();
}

test.each(drawn.map((each, n) => [n, each] as const))(
  'random caps and plans, %i: workers in several programs',
  async (_n, { caps, plans }) => {
    await letters.at('2026-11-24T10:00:00');
    await policy({ caps });
    const persons = await people(4);
    for (const plan of plans) await letters.send(persons.flat(), plan);
    const log = openLog('silent');
    const db = openPools({ url: letters.world.databaseUrl, log, size: 4 });
    const other = createRuntime({ db, log, home: letters.world.home, features });
    for (const time of ['24T10:00:00', '24T12:00:00', '25T10:00:00', '27T11:00:00']) {
      await letters.at(`2026-11-${time}`);
      await letters.world.sweep();
      const contexts = [
        await letters.ctx(),
        await other.open('main', SYSTEM),
        await letters.ctx(),
        await other.open('main', SYSTEM),
      ];
      await Promise.all(contexts.map((ctx) => deliver(ctx, go)));
    }
    await db.close();
    let sent = 0;
    for (const ids of persons) {
      const attempts = await attemptsOf(ids);
      sent += attempts.filter((each) => each.contacted_at).length;
      expect(passed(caps, attempts), ids.join()).toEqual([]);
    }
    expect(sent).toBeGreaterThan(0);
  },
);

test('processes killed in the middle of deciding leave nobody contacted too often', async () => {
  await letters.at('2026-11-24T10:00:00');
  const caps: Cap[] = [
    { channel: 'any', purpose: 'any', most: 2, days: 1 },
    { channel: 'sms', purpose: 'any', most: 1, days: 1 },
  ];
  await policy({ caps });
  const persons = await people(40);
  const before = await reached();
  for (const channel of ['sms', 'wecom', 'sms', 'email', 'wecom'] as const)
    await letters.send(persons.flat(), [{ channel }]);
  const file = join(import.meta.dirname, '../testing/decide-process.ts');
  const start = async () => {
    const child = await startProgram(file, letters.world.databaseUrl, letters.world.home);
    await once(child.stdout, 'data');
    return child;
  };
  const children = await Promise.all([start(), start(), start()]);
  // Each at another point: what it had claimed and not committed is claimed again by the others.
  for (const [n, child] of children.slice(0, 2).entries()) {
    await expect
      .poll(async () => (await reached()) > before + n * 20 || child.exitCode !== null, {
        interval: 2,
        timeout: 20_000,
      })
      .toBe(true);
    child.kill('SIGKILL');
  }
  for (const child of children) if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  const ctx = await letters.ctx();
  await Promise.all([workOff(ctx), workOff(ctx)]);
  for (const ids of persons) {
    const attempts = await attemptsOf(ids);
    expect(passed(caps, attempts), ids.join()).toEqual([]);
    // And what was left over has been taken up.
    expect(attempts.filter((each) => each.state === 'queued' && each.reason === null)).toEqual([]);
  }
});

async function reached(): Promise<number> {
  const ctx = await letters.ctx();
  const { rows } = await ctx.tx((tx) =>
    sql<{
      n: number;
    }>`select count(*) as n from delivery where workspace_id = ${ctx.workspace.id} and contacted_at is not null`.execute(
      tx,
    ),
  );
  return Number(rows[0]?.n ?? 0);
}

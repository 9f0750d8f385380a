/** History walked again: what stands still outside, what moves inside, and who may not. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../kit/testing/world.ts';

let world: World;
const base = '/api/w/main';

beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
  const day = (n: number): string => new Date(Date.UTC(2026, 0, 1 + n, 4)).toISOString();
  const events = Array.from({ length: 60 }, (_, n) => ({
    source: 'shop',
    externalId: `p${n}`,
    type: 'purchase',
    at: day(n % 20),
    amount: 10,
    customer: { externalId: `C${n % 30}` },
  }));
  expect((await world.call('POST', `${base}/events`, { events })).body.rejected).toEqual([]);
  // Bought again on 1 March: comes back after having fallen silent.
  await world.call('POST', `${base}/events`, {
    events: [
      {
        source: 'shop',
        externalId: 'back',
        type: 'purchase',
        at: '2026-03-01T04:00:00Z',
        amount: 5,
        customer: { externalId: 'C3' },
      },
    ],
  });
  await world.call('POST', `${base}/playbooks/silent-wakeup/enable`, { holdout: 0.5, windowDays: 30 });
});
afterAll(() => world.close());

async function replay(body: Record<string, unknown>) {
  const started = await world.call('POST', `${base}/replays`, body);
  expect(started.status, JSON.stringify(started.body)).toBe(200);
  await world.drain();
  return (await world.call('GET', `${base}/replays/${started.body.replayId}`)).body;
}

test('a walk enrols at the day the condition is met, in the copy only', { timeout: 120_000 }, async () => {
  const done = await replay({ from: '2026-01-25', to: '2026-05-01' });
  expect(done).toMatchObject({ status: 'done', progress: 1, into: 'replay', assumeConsent: true });
  expect(done.summary).toMatchObject({ days: 96, fed: 61 });
  const inside = { authorization: `Bearer ${await world.key('main')}` };
  // A key belongs to one workspace: the copy is read by its own.
  expect((await world.call('GET', '/api/w/replay/playbooks/silent-wakeup/enrolments', undefined, inside)).status).toBe(
    404,
  );
  const copy = { authorization: `Bearer ${await world.key('replay')}` };
  const { body } = await world.call(
    'GET',
    '/api/w/replay/playbooks/silent-wakeup/enrolments?limit=200',
    undefined,
    copy,
  );
  expect(body.enrolments).toHaveLength(30);
  const entered = body.enrolments.find((each: { externalId: string }) => each.externalId === 'C3');
  // Bought last on 4 January + 10 days (n % 20 of 33): silent for 30 whole days on 13 February, midnight in Shanghai.
  expect(entered.enteredAt).toBe('2026-02-12T16:00:00.000Z');
  const card = await world.call('GET', '/api/w/replay/playbooks/silent-wakeup/scorecard', undefined, copy);
  const { t, c } = card.body.conversion;
  expect(t.k + c.k).toBe(1);
  expect(t.n + c.n).toBe(30);
  expect(card.body.assumptions.map((each: { code: string }) => each.code)).toContain('consent_assumed');
  const outside = await world.call('GET', `${base}/playbooks/silent-wakeup/enrolments`);
  expect(outside.body.enrolments).toEqual([]);
});

test('the same walk again gives the same, and without assumed consent nobody is enrolled', {
  timeout: 120_000,
}, async () => {
  await replay({ from: '2026-02-12', to: '2026-02-22', into: 'again' });
  const again = { authorization: `Bearer ${await world.key('again')}` };
  const first = await world.call('GET', '/api/w/again/playbooks/silent-wakeup/path', undefined, again);
  await replay({ from: '2026-02-12', to: '2026-02-22', into: 'again' });
  const later = { authorization: `Bearer ${await world.key('again')}` };
  const second = await world.call('GET', '/api/w/again/playbooks/silent-wakeup/path', undefined, later);
  expect(second.body.enrolled).toEqual(first.body.enrolled);
  const strict = await replay({ from: '2026-02-12', to: '2026-02-22', into: 'strict', assumeConsent: false });
  expect(strict.status).toBe('done');
  const path = await world.call('GET', '/api/w/strict/playbooks/silent-wakeup/path', undefined, {
    authorization: `Bearer ${await world.key('strict')}`,
  });
  expect(path.body).toMatchObject({ enrolled: { treatment: 0, control: 0 }, withoutConsent: 30, audienceNow: 30 });
});

test('a range the wrong way round, a live workspace as target, a second walk at once, a stop', async () => {
  const refused = async (body: Record<string, unknown>): Promise<string> =>
    (await world.call('POST', `${base}/replays`, body)).body.code;
  expect(await refused({ from: '2026-02-01', to: '2026-02-01' })).toBe('replay_range');
  expect(await refused({ from: '2026-02-01', to: '2026-02-30' })).toBe('invalid_input');
  expect(await refused({ from: '2026-02-01', to: '2026-03-01', into: 'main' })).toBe('replay_not_scratch');
  expect(await refused({ from: '2026-02-01', to: '2026-03-01', into: 'No Such' })).toBe('invalid_input');
  const started = await world.call('POST', `${base}/replays`, { from: '2026-02-01', to: '2026-03-01', into: 'busy' });
  expect(await refused({ from: '2026-02-01', to: '2026-03-01', into: 'busy' })).toBe('replay_busy');
  const stopped = await world.call('POST', `${base}/replays/${started.body.replayId}/stop`);
  expect(stopped.body.status).toBe('stopped');
  await world.drain();
  expect((await world.call('GET', `${base}/replays/${started.body.replayId}`)).body).toMatchObject({
    status: 'stopped',
    at: null,
  });
});

/** The global hold-out through HTTP: in no arm of any playbook, and compared with everybody else. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { u } from '../../engine/assignment/index.ts';
import { createWorld, type World } from '../../kit/testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
  await world.setClock('main', '2026-03-02T02:00:00Z');
});
afterAll(() => world.close());

const base = '/api/w/main';
const sha256 = (text: string): Uint8Array => createHash('sha256').update(text, 'utf8').digest();
const people = Array.from({ length: 600 }, (_, index) => `P-${index}`);
const held = (share: number) => people.filter((unit) => u('global', unit, sha256) < share);

let events = 0;
async function happen(type: string, at: string, customers: readonly string[], amount?: number): Promise<void> {
  for (let from = 0; from < customers.length; from += 500) {
    const body = customers.slice(from, from + 500).map((externalId) => ({
      source: 'shop',
      externalId: `e${++events}`,
      type,
      at,
      ...(amount === undefined ? {} : { amount }),
      customer: { externalId },
    }));
    expect((await world.call('POST', `${base}/events`, { events: body })).body.rejected).toEqual([]);
  }
  await world.drain();
}

test('whoever is held out from everything is in no arm, and the rest is compared with her', async () => {
  expect((await world.call('GET', `${base}/global-holdout`)).body).toEqual({ holdout: 0, epochs: [] });
  expect((await world.call('GET', `${base}/global-comparison`)).body).toEqual({ comparison: null });
  await happen('visit', '2026-03-02T01:00:00Z', people);
  const definition = {
    key: 'visits',
    name: { zh: '到访', en: 'Visits' },
    description: { zh: '到访', en: 'Visits' },
    trigger: { kind: 'event', event: 'visit' },
    audience: { combinator: 'and', rules: [{ field: 'event_count', operator: '>=', value: { event: 'visit', n: 1 } }] },
    consent: null,
    goal: { event: 'purchase', name: { zh: '购买', en: 'Purchase' } },
    control: { holdout: 0.2, serviceCritical: false },
  };
  expect((await world.call('POST', `${base}/playbooks`, { definition })).status).toBe(200);
  expect((await world.call('POST', `${base}/playbooks/visits/enable`, {})).status).toBe(200);
  const set = await world.call('PUT', `${base}/global-holdout`, { holdout: 0.25 });
  expect(set.body).toMatchObject({ holdout: 0.25, epochs: [{ epoch: 1, holdout: 0.25 }] });
  await happen('visit', '2026-03-02T01:30:00Z', people);
  const { enrolled } = (await world.call('GET', `${base}/playbooks/visits`)).body;
  const out = new Set(held(0.25));
  expect(enrolled.treatment + enrolled.control).toBe(people.length - out.size);

  await world.setClock('main', '2026-03-10T02:00:00Z');
  const early = (await world.call('GET', `${base}/global-comparison`)).body.comparison;
  expect(early).toMatchObject({ customers: { t: 600 - out.size, c: out.size }, matured: { t: 0, c: 0 } });
  expect(early.conversion.verdict).toBe('too_little_data');
  const rest = people.filter((unit) => !out.has(unit));
  await happen(
    'purchase',
    '2026-03-09T02:00:00Z',
    [...rest.filter((_, index) => index % 2 === 0), ...[...out].slice(0, 26)],
    100,
  );
  await world.setClock('main', '2026-04-16T02:00:00Z');
  const { comparison } = (await world.call('GET', `${base}/global-comparison`)).body;
  expect(comparison.matured).toEqual({ t: rest.length, c: out.size });
  expect(comparison.conversion).toMatchObject({
    t: { k: Math.ceil(rest.length / 2) },
    c: { k: 26 },
    verdict: 'proven_gain',
  });
  expect(comparison.revenue.diff).toBeCloseTo(100 * (Math.ceil(rest.length / 2) / rest.length - 26 / out.size), 6);
  expect(comparison.revenue.ci[0]).toBeGreaterThan(0);
});

test('the share changes only by a new epoch; the smaller group stays within the larger', async () => {
  const again = await world.call('PUT', `${base}/global-holdout`, { holdout: 0.25 });
  expect(again.body.epochs).toHaveLength(1);
  const more = await world.call('PUT', `${base}/global-holdout`, { holdout: 0.3 });
  expect(more.body).toMatchObject({
    holdout: 0.3,
    epochs: [
      { epoch: 2, endsAt: null },
      { epoch: 1, holdout: 0.25 },
    ],
  });
  expect(more.body.epochs[1].endsAt).not.toBeNull();
  expect(held(0.3)).toEqual(expect.arrayContaining(held(0.25)));
  const log = (await world.call('GET', `${base}/audit?limit=20`)).body;
  expect(JSON.stringify(log)).toContain('experiments.global_changed');
  const agent = { authorization: `Bearer ${await world.key('main', ['customers:read', 'playbooks:read'])}` };
  expect((await world.call('GET', `${base}/global-holdout`, undefined, agent)).status).toBe(403);
});

/** A playbook's flow through HTTP: who walks through it, how often, and what a faulty document is told. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../kit/testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
  await world.setClock('main', '2026-03-02T02:00:00Z');
});
afterAll(() => world.close());

const base = '/api/w/main';
const bought = { field: 'event_count', operator: '>=', value: { event: 'purchase', n: 1 } };

function document(key: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    key,
    name: { zh: key, en: key },
    description: { zh: key, en: key },
    trigger: { kind: 'event', event: 'purchase' },
    audience: { combinator: 'and', rules: [bought] },
    consent: null,
    goal: { event: 'purchase', name: { zh: '购买', en: 'Purchase' } },
    control: { holdout: 0.5, serviceCritical: false },
    ...more,
  };
}

async function publish(definition: Record<string, unknown>): Promise<void> {
  const made = await world.call('POST', `${base}/playbooks`, { definition });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  const enabled = await world.call('POST', `${base}/playbooks/${String(definition['key'])}/enable`, {});
  expect(enabled.status, JSON.stringify(enabled.body)).toBe(200);
}

let orders = 0;
async function buy(customers: readonly string[]): Promise<void> {
  const events = customers.map((externalId) => ({
    source: 'shop',
    externalId: `o${++orders}`,
    type: 'purchase',
    at: '2026-03-02T01:59:00Z',
    amount: 10,
    customer: { externalId },
  }));
  expect((await world.call('POST', `${base}/events`, { events })).body.accepted).toBe(customers.length);
  await world.drain();
}

/** The customers of a tag by their own ids. */
async function tagged(tag: string): Promise<string[]> {
  const condition = { combinator: 'and', rules: [{ field: 'tag', operator: 'has', value: [tag] }] };
  const made = await world.call('POST', `${base}/segments`, { name: `${tag} ${Math.random()}`, condition });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  const { body } = await world.call('GET', `${base}/segments/${made.body.segmentId}/members?limit=100`);
  return body.members.map((member: { externalId: string }) => member.externalId).sort();
}

async function arm(playbook: string, name: string): Promise<string[]> {
  const { body } = await world.call('GET', `${base}/playbooks/${playbook}/enrolments?arm=${name}&limit=200`);
  return body.enrolments.map((each: { externalId: string }) => each.externalId).sort();
}

const tag = (id: string, name: string) => ({ id, kind: 'action', action: 'tag', params: { tag: name } });

test('only the treatment arm walks through the flow; another playbook it hands over to draws anew', async () => {
  await publish(document('second', { trigger: { kind: 'manual' }, flow: { nodes: [tag('b', '第二站')] } }));
  await publish(
    document('first', {
      flow: {
        nodes: [tag('a', '第一站'), { id: 'on', kind: 'action', action: 'enrol', params: { playbook: 'second' } }],
      },
    }),
  );
  await buy(Array.from({ length: 40 }, (_, index) => `K${index}`));
  const treated = await arm('first', 'treatment');
  expect(treated.length).toBeGreaterThan(5);
  expect((await arm('first', 'control')).length).toBe(40 - treated.length);
  expect(await tagged('第一站')).toEqual(treated);
  const [onward, kept] = [await arm('second', 'treatment'), await arm('second', 'control')];
  expect([...onward, ...kept].sort()).toEqual(treated);
  expect(kept.length).toBeGreaterThan(0);
  expect(await tagged('第二站')).toEqual(onward);
});

test('“again” says how often the same customer walks through', async () => {
  await publish(
    document('each-time', {
      again: 'event',
      control: { holdout: 0, serviceCritical: false },
      flow: { nodes: [tag('t', '每次')] },
    }),
  );
  await publish(
    document('once-only', { control: { holdout: 0, serviceCritical: false }, flow: { nodes: [tag('t', '一次')] } }),
  );
  await buy(['R1']);
  await buy(['R1']);
  const runs = async (playbook: string): Promise<number[]> => {
    const { body } = await world.call('GET', `${base}/playbooks/${playbook}`);
    return body.runs.map((run: { outcome: { enrol: { runs: number } } }) => run.outcome.enrol.runs);
  };
  expect(await runs('each-time')).toEqual([1, 1]);
  expect(await runs('once-only')).toEqual([1]);
});

test('the nodes of the flow are told in words', async () => {
  const { body } = await world.call('GET', `${base}/playbooks/first`);
  expect(body.steps).toMatchObject({
    a: { title: { zh: '打标签' }, sub: { zh: '打上标签「第一站」' } },
    on: { title: { en: 'Enrol into another playbook' } },
  });
});

test('whatever is wrong in any part is told at once, each with its path', async () => {
  const form = {
    key: 'ask',
    title: { zh: '问', en: 'Ask' },
    questions: [{ id: 'q', kind: 'nps', title: { zh: '?', en: '?' } }],
  };
  const answer = await world.call('POST', `${base}/playbooks`, {
    definition: document('wrong', {
      forms: [form, form],
      flow: { nodes: [tag('same', 'x'), tag('same', 'y'), { id: 'z', kind: 'action', action: 'fly', params: {} }] },
    }),
  });
  expect(answer.status).toBe(400);
  const paths = answer.body.errors.map((error: { path: string }) => error.path);
  expect(paths).toEqual(expect.arrayContaining(['forms.1.key', 'flow.nodes.1.id', 'flow.nodes.2.action']));
});

test('what is saved from an older version is not written over a newer one; the same again, and without a base, is', async () => {
  const save = (windowDays: number, from?: number) =>
    world.call('POST', `${base}/playbooks`, { definition: document('edited', { windowDays }), base: from });
  expect((await save(30, 1)).body.code).toBe('not_found');
  expect((await save(30)).body.version).toBe(1);
  expect((await save(31, 1)).body.version).toBe(2);
  const late = await save(32, 1);
  expect([late.status, late.body.code]).toEqual([409, 'playbook_changed']);
  expect(late.body.detail).toMatch(/v2.*v1/);
  const { body } = await world.call('GET', `${base}/playbooks/edited`);
  expect([body.version, body.definition.windowDays]).toEqual([2, 31]);
  // An answer that was lost: it is there already.
  expect((await save(31, 1)).body.version).toBe(2);
  expect((await save(33)).body.version).toBe(3);
});

test('a flow within a flow within a flow is refused, not a defect', async () => {
  let node: unknown = { id: 'end', kind: 'end' };
  for (let n = 0; n < 1000; n++)
    node = { id: `n${n}`, kind: 'branch', cases: [{ key: 'a', do: [node] }], otherwise: [] };
  const answer = await world.call('POST', `${base}/playbooks`, {
    definition: document('deep', { flow: { nodes: [node] } }),
  });
  expect([answer.status, answer.body.code]).toEqual([400, 'playbook_invalid']);
});

test('playbooks that hand a customer on in a circle stop, and the last run says why', async () => {
  const on = (playbook: string) => ({ id: 'on', kind: 'action', action: 'enrol', params: { playbook } });
  const all = { holdout: 0, serviceCritical: false };
  const ring = async (name: string, again: string) => {
    const [a, b] = [`${name}-a`, `${name}-b`];
    await publish(document(b, { trigger: { kind: 'manual' }, again, control: all, flow: { nodes: [on(a)] } }));
    await publish(document(a, { again, control: all, flow: { nodes: [tag('t', name), on(b)] } }));
  };
  await ring('ring', 'event');
  await ring('round', 'once');
  await buy(['O1']);
  // Who may walk through once is handed in once.
  const entered = async (flow: string) =>
    (await world.call('GET', `${base}/flows/${flow}`)).body.counters.find((each: { node: string }) => each.node === '')
      .entered;
  expect([await entered('round-a'), await entered('round-b')]).toEqual([1, 1]);
  const { body } = await world.call('GET', `${base}/flow-runs/stuck`);
  const stuck = body.items.filter((each: { flow: string }) => each.flow.startsWith('ring-'));
  expect(stuck).toHaveLength(1);
  expect(JSON.stringify(stuck)).toContain('首尾相接');
});

test('the hold-out goes by the customers of a year: those who met the event that triggers, else the audience', async () => {
  await world.workspace('yearly');
  await world.setClock('yearly', '2026-03-02T02:00:00Z');
  const headers = { authorization: `Bearer ${await world.key('yearly')}` };
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await world.call(method, `/api/w/yearly${path}`, body, headers);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body;
  };
  const happened = async (type: string, at: string, from: number, to: number) => {
    for (let first = from; first < to; first += 500)
      await ask('POST', '/events', {
        events: Array.from({ length: Math.min(500, to - first) }, (_, index) => ({
          source: 'shop',
          externalId: `${type}-${first + index}`,
          type,
          at,
          customer: { externalId: `Y${first + index}` },
        })),
      });
    await world.drain();
  };
  await happened('purchase', '2025-12-01T00:00:00Z', 0, 1200);
  await happened('missed', '2025-11-01T00:00:00Z', 0, 300);
  await happened('missed', '2024-11-01T00:00:00Z', 300, 700);
  const auto = { holdout: null, serviceCritical: false };
  const enabled = async (key: string, trigger: unknown) => {
    await ask('POST', '/playbooks', { definition: document(key, { trigger, control: auto }) });
    const { audienceNow, audienceYear, eligibleYear } = await ask('GET', `/playbooks/${key}/path`);
    const { holdout } = await ask('POST', `/playbooks/${key}/enable`, {});
    return { audienceNow, audienceYear, eligibleYear, holdout };
  };
  const year = (n: number, holdout: number) => ({ audienceNow: 1200, audienceYear: n, eligibleYear: n, holdout });
  expect(await enabled('missed', { kind: 'event', event: 'missed' })).toEqual(year(300, 0.5));
  expect(await enabled('daily', { kind: 'schedule', at: '10:00' })).toEqual(year(1200, 0.25));
  expect(await enabled('unseen', { kind: 'event', event: 'never_seen' })).toEqual(year(1200, 0.25));
});

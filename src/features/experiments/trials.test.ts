/** Two wordings against each other through HTTP: who gets which, what proves it, what stops it, and what becomes of the winner. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { u } from '../../engine/assignment/index.ts';
import { createWorld, type World } from '../../kit/testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main', { assumeConsent: true });
  await world.setClock('main', '2026-03-02T02:00:00Z');
});
afterAll(() => world.close());

const base = '/api/w/main';
const sha256 = (text: string): Uint8Array => createHash('sha256').update(text, 'utf8').digest();
const same = (text: string) => ({ zh: text, en: text });

function document(key: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    key,
    name: same(key),
    description: same(key),
    trigger: { kind: 'event', event: `start_${key}` },
    audience: {
      combinator: 'and',
      rules: [{ field: 'event_count', operator: '>=', value: { event: `start_${key}`, n: 1 } }],
    },
    consent: null,
    goal: { event: 'purchase', name: same('Purchase') },
    control: { holdout: 0, serviceCritical: false },
    messages: [
      {
        key: 'hello',
        name: same('Hello'),
        purpose: 'service',
        channels: { wecom: { text: same('原来的话') } },
        variants: [{ key: 'warm', share: 0.5, channels: { wecom: { text: same('更暖的话') } } }],
      },
    ],
    scripts: [
      {
        key: 'call',
        number: 'S-1',
        name: same('Call'),
        steps: [{ id: 'hi', title: same('Hi'), say: same('您好') }],
        variants: [{ key: 'short', share: 0.5, steps: [{ id: 'yo', title: same('Yo'), say: same('早') }] }],
      },
    ],
    flow: {
      nodes: [
        { id: 's', kind: 'action', action: 'send', params: { message: 'hello', plan: [{ channel: 'wecom' }] } },
        {
          id: 't',
          kind: 'action',
          action: 'task',
          params: { title: same('Call'), script: 'call', assign: { to: 'owner' } },
        },
      ],
    },
    ...more,
  };
}

const ok = async (method: string, path: string, body?: unknown) => {
  const answer = await world.call(method, `${base}${path}`, body);
  expect(answer.status, `${method} ${path} ${JSON.stringify(answer.body)}`).toBe(200);
  return answer.body;
};

async function publish(definition: Record<string, unknown>): Promise<void> {
  await happen(`start_${String(definition['key'])}`, '2026-03-01T00:00:00Z', ['somebody']);
  await ok('POST', '/playbooks', { definition });
  await ok('POST', `/playbooks/${String(definition['key'])}/enable`, {});
}

let events = 0;
async function happen(type: string, at: string, customers: readonly string[]): Promise<void> {
  for (let from = 0; from < customers.length; from += 500) {
    const body = customers.slice(from, from + 500).map((externalId) => ({
      source: 'shop',
      externalId: `e${++events}`,
      type,
      at,
      customer: { externalId },
    }));
    const answer = await world.call('POST', `${base}/events`, { events: body });
    expect(answer.body.rejected).toEqual([]);
  }
  await world.drain();
}

const go = async (at: string) => {
  await world.setClock('main', at);
  await world.sweep();
  await world.drain();
};

const start = (playbook: string, kind: string, part: string, plan: unknown) =>
  ok('POST', '/experiments', { playbook, kind, part, plan });
const named = (of: string, n: number) => Array.from({ length: n }, (_, index) => `${of}-${index}`);
const isB = (salt: string) => (unit: string) => u(salt, unit, sha256) < 0.5;

test('a second wording is written without touching the document, and can be tried at once', async () => {
  const bare = document('word');
  const [message] = bare['messages'] as Record<string, unknown>[];
  const [script] = bare['scripts'] as Record<string, unknown>[];
  delete message?.['variants'];
  delete script?.['variants'];
  await publish(bare);
  const before = await ok('GET', '/playbooks/word');

  const { items } = await ok('GET', '/experiments/wordings');
  const mine = items.filter((each: { playbook: string }) => each.playbook === 'word');
  expect(mine.map((each: { part: string }) => each.part)).toEqual(['hello', 'call']);
  expect(mine[0].places).toEqual([
    { place: 'wecom', label: { zh: '企业微信', en: 'WeCom' }, most: 1300, a: same('原来的话'), b: null },
  ]);

  const write = (texts: unknown, more = {}) =>
    world.call('PUT', `${base}/experiments/wordings`, {
      playbook: 'word',
      kind: 'message',
      part: 'hello',
      share: 0.4,
      texts,
      ...more,
    });
  const refused = async (texts: unknown, more = {}) => {
    const { status, body } = await write(texts, more);
    return `${status} ${body.code}`;
  };
  expect(await refused({ wecom: same('原来的话') })).toBe('400 wording_same');
  expect(await refused({ fax: same('传真') })).toBe('404 wording_unknown');
  expect(await refused({ wecom: same('早') }, { part: 'nobody' })).toBe('404 wording_unknown');
  const unknown = await write({ wecom: same('{{no.such.thing}}') });
  expect([unknown.status, unknown.body.code, unknown.body.errors?.[0]?.path]).toEqual([
    400,
    'wording_invalid',
    'texts.wecom.zh',
  ]);
  expect(await refused({ wecom: same('   ') })).toBe('400 invalid_input');

  const made = await write({ wecom: same('您好，上次来还满意吗？') });
  expect(made.body).toMatchObject({ version: before.version + 1, share: 0.4, goalName: same('Purchase') });
  const after = await ok('GET', '/playbooks/word');
  expect([after.liveVersion, after.status, after.epoch]).toEqual([before.version + 1, 'running', before.epoch]);
  expect(after.definition.messages[0].channels).toEqual({ wecom: { text: same('原来的话') } });

  // A script, too: steps that were not written stay as they are.
  const call = await write({ hi: same('早上好') }, { kind: 'script', part: 'call', share: 0.5 });
  expect(call.body).toMatchObject({ kind: 'script', texts: { a: same('您好'), b: same('早上好') } });

  await start('word', 'message', 'hello', { outcome: { kind: 'answered' }, windowDays: 3 });
  expect(await refused({ wecom: same('又一种') })).toBe('409 experiment_running');
  const open = (await ok('GET', '/experiments/wordings')).items;
  expect(
    open.some((each: { playbook: string; part: string }) => each.playbook === 'word' && each.part === 'hello'),
  ).toBe(false);

  // A newer version that waits is not run over.
  await ok('POST', '/playbooks', { definition: { ...after.definition, name: same('renamed') } });
  expect(await refused({ hi: same('晚上好') }, { kind: 'script', part: 'call' })).toBe('404 wording_unknown');
  await ok('POST', '/playbooks/word/disable', {});
});

test('a winner is proven by pairs, kept with its evidence, and becomes a new version', async () => {
  await publish(document('win'));
  const { ready } = await ok('GET', '/experiments');
  expect(ready.map((each: { kind: string; part: string }) => `${each.kind} ${each.part}`)).toEqual([
    'message hello',
    'script call',
  ]);
  const plan = { outcome: { kind: 'event', event: 'purchase' }, windowDays: 5 };
  const trial = await start('win', 'message', 'hello', plan);
  expect(trial).toMatchObject({
    number: 1,
    salt: 'win:hello:1',
    state: 'running',
    verdict: 'not_yet',
    variant: 'warm',
  });
  const again = await world.call('POST', `${base}/experiments`, {
    playbook: 'win',
    kind: 'message',
    part: 'hello',
    plan,
  });
  expect([again.status, again.body.code]).toEqual([409, 'experiment_running']);

  const people = named('W', 120);
  await happen('start_win', '2026-03-02T02:00:00Z', people);
  const b = people.filter(isB('win:hello:1'));
  const { body } = await world.call('GET', `${base}/messages?limit=200`);
  const texts = new Map<string, number>();
  for (const { variant, preview, state, reason } of body.items) {
    const text = `${variant} ${preview ?? `${state} ${reason}`}`;
    texts.set(text, (texts.get(text) ?? 0) + 1);
  }
  expect(Object.fromEntries(texts)).toEqual({ 'b 更暖的话': b.length, 'a 原来的话': people.length - b.length });
  const running = await ok('GET', `/experiments/${trial.experimentId}`);
  expect(running.assigned).toEqual({ a: people.length - b.length, b: b.length });
  expect(running.outcome.a.n).toBe(0);

  // Nearly all who got the other words buy, nobody else does.
  await go('2026-03-03T02:00:00Z');
  await happen('purchase', '2026-03-03T01:00:00Z', b);
  const early = await ok('GET', `/experiments/${trial.experimentId}`);
  expect(early.outcome.b.n, 'nobody is counted before her window is over').toBe(0);
  expect((await world.call('POST', `${base}/experiments/${trial.experimentId}/promote`, {})).body.code).toBe(
    'experiment_not_proven',
  );
  await go('2026-03-07T02:00:00Z');
  const proven = await ok('GET', `/experiments/${trial.experimentId}`);
  expect(proven).toMatchObject({ state: 'running', verdict: 'better', decidedAt: '2026-03-07T02:00:00.000Z' });
  expect(proven.outcome.e).toBeGreaterThanOrEqual(20);
  expect(proven.outcome.b.rate).toBe(1);
  expect(proven.outcome.a.rate).toBe(0);
  expect(proven.looks).toHaveLength(1);

  const promoted = await ok('POST', `/experiments/${trial.experimentId}/promote`, {});
  expect(promoted).toMatchObject({
    state: 'ended',
    endReason: 'promoted',
    promoted: 'b',
    promotedVersion: 2,
    verdict: 'better',
  });
  const playbook = await ok('GET', '/playbooks/win');
  expect(playbook).toMatchObject({ version: 2, liveVersion: 2, epoch: 1 });
  expect(playbook.definition.messages).toEqual([
    { key: 'hello', name: same('Hello'), purpose: 'service', channels: { wecom: { text: same('更暖的话') } } },
  ]);
  expect((await world.call('POST', `${base}/experiments/${trial.experimentId}/promote`, {})).body.code).toBe(
    'experiment_promoted',
  );
}, 60_000);

test('harm stops an experiment by itself, and everybody gets the words in force', async () => {
  await publish(document('harm'));
  const trial = await start('harm', 'message', 'hello', { outcome: { kind: 'read' }, windowDays: 30 });
  const people = named('H', 80);
  await happen('start_harm', '2026-03-07T02:00:00Z', people);
  await go('2026-03-08T02:00:00Z');
  await happen('complaint', '2026-03-08T01:00:00Z', people.filter(isB('harm:hello:1')));
  await go('2026-03-14T02:00:00Z');
  const stopped = await ok('GET', `/experiments/${trial.experimentId}`);
  expect(stopped).toMatchObject({ state: 'ended', verdict: 'guardrail', endReason: 'guardrail' });
  expect(stopped.guardrails.complained.e).toBeGreaterThanOrEqual(100);
  expect(stopped.guardrails.optedOut.e).toBeLessThan(20);
  const promoted = await ok('POST', `/experiments/${trial.experimentId}/promote`, {});
  expect(promoted).toMatchObject({ promoted: 'a', promotedVersion: 2 });
});

test('a script is tried too, sticky per customer; a changed part ends its experiment', async () => {
  await go('2026-03-14T02:00:00Z');
  const definition = document('calls', { again: 'event' });
  await publish(definition);
  const unfit = await world.call('POST', `${base}/experiments`, {
    playbook: 'calls',
    kind: 'script',
    part: 'call',
    plan: { outcome: { kind: 'read' }, windowDays: 7 },
  });
  expect(unfit.body.code).toBe('experiment_outcome_unfit');
  const trial = await start('calls', 'script', 'call', { outcome: { kind: 'csat', atLeast: 4 }, windowDays: 7 });
  const people = named('C', 12);
  const b = new Set(people.filter(isB('calls:call:1')));
  for (const at of ['2026-03-14T01:00:00Z', '2026-03-14T01:30:00Z']) await happen('start_calls', at, people);
  let seen = 0;
  for (const unit of people) {
    const { members } = await ok('GET', `/customers?q=${unit}&limit=5`).then((found) => ({
      members: found.customers ?? found.items,
    }));
    const customer = members.find((each: { externalId: string }) => each.externalId === unit).customerId;
    for (const { taskId } of (await ok('GET', `/tasks?view=all&playbook=calls&customer=${customer}`)).items) {
      seen += 1;
      const { script } = await ok('GET', `/tasks/${taskId}`);
      expect(script.steps[0].id, unit).toBe(b.has(unit) ? 'yo' : 'hi');
    }
  }
  expect(seen, 'each twice').toBe(2 * people.length);
  expect((await ok('GET', `/experiments/${trial.experimentId}`)).assigned).toEqual({ a: 12 - b.size, b: b.size });
  await publish({
    ...definition,
    scripts: [{ ...(definition['scripts'] as object[])[0], name: same('Another name') }],
  });
  expect(await ok('GET', `/experiments/${trial.experimentId}`)).toMatchObject({
    state: 'ended',
    endReason: 'changed',
    verdict: 'not_yet',
  });
});

test('a document with a faulty variant is told where', async () => {
  const faulty = document('faulty');
  (faulty['messages'] as { variants: unknown[] }[])[0]!.variants = [
    { key: 'x', share: 0.5, channels: { sms: { text: same('{{nobody.knows}}') } } },
  ];
  const answer = await world.call('POST', `${base}/playbooks`, { definition: faulty });
  expect(answer.status).toBe(400);
  const paths = answer.body.errors?.map((each: { path: string }) => each.path) ?? JSON.stringify(answer.body);
  expect(JSON.stringify(paths)).toContain('messages.0.variants.0.channels');
});

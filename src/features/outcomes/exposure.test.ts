/** Contacts of the control group through HTTP: by messages of other playbooks, by tasks by hand; and arms that are off their shares. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { asking, words } from './testing/ask.ts';

let world: World;
const { call } = asking(() => world);
const ids: string[] = [];

beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main', { assumeConsent: true });
  await world.setClock('main', '2026-03-02T02:00:00Z');
  for (const key of ['ask', 'other'])
    await call('POST', '/playbooks', {
      definition: {
        key,
        name: words(key),
        description: words(key),
        trigger: { kind: 'manual' },
        audience: { combinator: 'and', rules: [{ field: 'customer.city', operator: 'null' }] },
        goal: { event: 'purchase', name: words('购买') },
        control: { holdout: 0.5, serviceCritical: false },
        messages: [
          { key: 'hello', name: words('Hello'), purpose: 'service', channels: { wecom: { text: words('您好') } } },
        ],
      },
    });
  await call('POST', '/playbooks/ask/enable', {});
  await call('POST', '/playbooks/other/enable', {});
  for (let at = 0; at < 60; at++) {
    const id = (await call('POST', '/customers', { externalId: `C${at}` })).customerId;
    ids.push(id);
    await world.runtime.db.owner.query(
      `insert into enrolment (workspace_id, subject, epoch, customer_id, unit, u, arm, segment, entered_at, rule_id, rule_version, because)
       values ('main', 'ask', 1, $1, $2, 0.5, $3, '', '2026-03-02T02:00:00Z', 'r', 1, '{}')`,
      [id, `C${at}`, at < 10 ? 'control' : 'treatment'],
    );
  }
}, 120_000);
afterAll(() => world?.close());

test('who of the control group was contacted, and by what', async () => {
  expect(await call('GET', '/playbooks/ask/control-exposure')).toMatchObject({
    control: 0,
    share: null,
    level: 'ok',
    by: [],
  });
  await world.setClock('main', '2026-03-03T02:00:00Z');
  const tell = (customerId: string | undefined) =>
    call('POST', '/sandbox/try', { customerId, playbook: 'other', version: 1, message: 'hello', channel: 'wecom' });
  await tell(ids[0]);
  await tell(ids[1]);
  await tell(ids[20]);
  for (const customerId of [ids[1], ids[2], ids[3]]) {
    const { taskId } = await call('POST', '/tasks', { customerId, title: '打个电话' });
    await call('POST', `/tasks/${taskId}/finish`, { result: 'done' });
  }
  // A task that nobody did is no contact.
  await call('POST', '/tasks', { customerId: ids[4], title: '打个电话' });
  await world.drain();
  await world.setClock('main', '2026-04-20T02:00:00Z');
  expect(await call('GET', '/playbooks/ask/control-exposure')).toEqual({
    epoch: 1,
    control: 10,
    contacted: 4,
    share: 0.4,
    level: 'diluted',
    by: [
      { what: 'task', playbook: null, playbookName: null, customers: 3 },
      { what: 'message', playbook: 'other', playbookName: words('other'), customers: 2 },
    ],
  });
  expect((await call('GET', '/playbooks/ask/scorecard')).control_contacted).toBe(0.4);
});

test('arms off their shares are told on the playbook and block the verdict', async () => {
  const playbook = await call('GET', '/playbooks/ask');
  expect(playbook.ratio).toMatchObject({ verdict: 'invalid' });
  expect(playbook.ratio.p).toBeLessThan(0.001);
  expect(
    (await call('GET', '/playbooks')).playbooks.find((each: { key: string }) => each.key === 'other').ratio,
  ).toBeNull();
  const card = await call('GET', '/playbooks/ask/scorecard');
  expect(card.verdict).toBe('invalid');
});

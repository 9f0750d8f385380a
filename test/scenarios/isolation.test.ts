/** Nothing crosses a workspace: every endpoint, with another workspace's key and with another workspace's ids. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Endpoint } from '../../src/kit/endpoint.ts';
import { type FlowDefinition, saveFlow, startRuns } from '../../src/features/flows/index.ts';
import { createWorld, type World } from '../../src/kit/testing/world.ts';
import { insertCall } from '../../src/features/calls/store.ts';
import { insertRecorded } from '../../src/features/calls/store-recorded.ts';
import { insertAlert } from '../../src/features/goals/store-alerts.ts';
import { receiveInbound, saveTemplates } from '../../src/features/messages/index.ts';
import { saveScripts } from '../../src/features/scripts/index.ts';
import { takeContacts } from '../../src/features/wecom/contacts.ts';
import { saveStaff } from '../../src/features/wecom/store-staff.ts';
import { features } from '../../src/main/features.ts';

const endpoints: readonly Endpoint[] = features
  .flatMap((feature) => feature.routes ?? [])
  .filter((route) => route.inWorkspace)
  .map((route) => route.endpoint);

const condition = { combinator: 'and', rules: [{ field: 'customer.city', operator: '=', value: '上海' }] };

const ownDefinition = { bind: [{ question: 'how' }], scale: { low: 1, high: 5 }, formula: { kind: 'mean' } };

const letterToAll = {
  name: '只在这里',
  purpose: 'service',
  audience: {},
  channels: { wecom: { text: { zh: '只在这里', en: 'Only here' } } },
  plan: [{ channel: 'wecom' }],
  perMinute: 1,
};

/** A body each endpoint would accept if the id were its own. An endpoint that takes a body and is not here fails the test. */
const bodies: Readonly<Record<string, unknown>> = {
  sendUndeliveredAgain: { days: 30 },
  settleUnknownMessage: { arrived: true },
  changeNamedLink: { name: '别的名字' },
  archiveNamedLink: { archived: true },
  updateMember: { name: '王芳' },
  changeRecordedSound: { name: '只在这里' },
  advanceClock: { next: true },
  renameTeam: { name: '别的名字' },
  nameEventType: { zh: '到店', en: 'Visit' },
  updateCustomer: { name: '李雷' },
  rotateKey: {},
  revealContact: { what: 'phone' },
  updateWebhook: { name: '别的名字' },
  addTag: { tag: 'vip' },
  recordConsent: { purpose: 'marketing', channels: ['sms'], granted: true },
  withdrawConsents: { scope: 'all' },
  updateAttribute: { zh: '级别', en: 'Level', choices: [] },
  startImport: { columns: { customer: 'a', at: 'b', amount: 'c' } },
  updateSegment: { name: '别的名字', condition },
  enablePlaybook: {},
  saveTaskDraft: { note: '只在这里' },
  finishTask: { result: 'done' },
  reopenTask: {},
  snoozeTask: { until: '2126-01-01T00:00:00Z' },
  transferTask: { member: 'mem_nobody', reason: '只在这里' },
  correctResponse: { changes: { why: '别的' }, reason: '只在这里', revision: 0 },
  setCalendarDay: { working: false, name: '只在这里' },
  replyAsCustomer: { channel: 'wecom', text: '只在这里' },
  setCustomerChannel: { channel: 'sms', note: '' },
  setWay: { on: true },
  answerSurveyLink: { answers: {} },
  readAsCustomer: { channel: 'wecom' },
  actInSandboxCall: { at: 0, act: { do: 'answer' } },
  optOutAsCustomer: { channel: 'wecom' },
  setChannel: { adapter: 'smtp', settings: {} },
  testChannel: { to: 'me@example.com' },
  updateChannelTemplate: {
    name: '别的',
    adapter: 'aliyun-sms',
    ref: '',
    sign: '',
    text: '只在这里',
    purpose: 'notice',
    linkMode: 'none',
    state: 'draft',
    reason: '',
  },
  setGlobalHoldout: { holdout: 0.1 },
  changeIndicatorDefinition: { params: { days: 7 } },
  changeCost: { kind: 'monthly', amount: 1, from: '2026-01-01' },
  saveOwnMetric: { name: { zh: '别的', en: 'Other' }, definition: ownDefinition, base: 1 },
  archiveOwnMetric: { archived: true, base: 1 },
  restoreOwnMetric: { version: 1, base: 1 },
  recomputeOwnMetric: {},
  correctReason: { code: 'price', polarity: null, start: 0, end: 2 },
  changeGoal: { target: 0.9, band: { kind: 'usual' }, owner: null, version: 1 },
  handleGoalAlert: { note: '只在这里' },
  seekGoalCause: {},
  setConversationState: { state: 'closed' },
  assignConversation: { member: null },
  replyInConversation: { key: 'only-in-main', text: '只在这里', seen: null },
  linkConversation: { create: { name: '只在这里' } },
  linkWecomContact: { create: { name: '只在这里' } },
  setWecomStaff: { member: null },
  changeContactBlock: { blocked: false },
  changeBroadcast: { ...letterToAll, revision: 1 },
  startBroadcast: { revision: 1 },
  resumeBroadcast: {},
  paceBroadcast: { perMinute: 1 },
  previewBroadcast: { customer: 'M-1' },
  previewMessage: {
    customer: 'M-1',
    template: {
      key: 'only-here',
      name: letterToAll.channels.wecom.text,
      purpose: 'service',
      channels: letterToAll.channels,
    },
  },
  testBroadcast: { channel: 'wecom', to: 'nobody', customer: 'M-1' },
  importCalendarYear: { days: [{ date: '2026-12-25', working: false, name: '只在这里' }] },
};

/** Parameters that name no row: a date, a year. Every workspace has an answer for them, its own. */
const values: Readonly<Record<string, string>> = {
  way: 'wecom',
  date: '2026-12-21',
  year: '2026',
  metric: 'csat',
  indicator: 'first_time',
  channel: 'sms',
  file: 'customers.csv',
  record: '0',
};

/** What the other workspace owns, by the name of the parameter (and of the endpoint where one name serves several things). */
const ids: Record<string, string> = {};

let world: World;
let stranger: Record<string, string>;

beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
  await world.workspace('other', { name: '另一家公司' });
  stranger = { authorization: `Bearer ${await world.key('other')}` };
  const base = '/api/w/main';
  const create = async (url: string, body: unknown): Promise<Record<string, string>> => {
    const answer = await world.call('POST', `${base}${url}`, body);
    expect(answer.status, `${url} ${JSON.stringify(answer.body)}`).toBeLessThan(300);
    return answer.body as Record<string, string>;
  };
  ids['customer'] = (await create('/customers', { externalId: 'M-1', name: '韩梅梅' }))['customerId'] ?? '';
  await create('/contact-blocks', { text: 'M-1', reason: '只在这里' });
  const blocks = await world.call('GET', `${base}/contact-blocks`);
  ids['block'] = blocks.body.items[0].blockId;
  ids['team'] = (await create('/teams', { name: '一组' }))['id'] ?? '';
  const member = await create('/members', { name: '王芳', email: 'wang@example.com', role: 'agent' });
  ids['member'] = String((member['member'] as unknown as Record<string, string>)?.['id'] ?? member['id']);
  const key = await create('/keys', { name: '门店', permissions: ['customers:read'] });
  ids['key'] = String((key['key'] as unknown as Record<string, string>)?.['id'] ?? key['id']);
  ids['attribute'] =
    (await create('/attributes', { key: 'level', type: 'text', zh: '级别', en: 'Level' }))['key'] ?? 'level';
  ids['segment'] = (await create('/segments', { name: '上海', condition }))['segmentId'] ?? '';
  ids['template'] =
    (await create('/channel-templates', { ...(bodies['updateChannelTemplate'] as object), key: 'only-in-main' }))[
      'key'
    ] ?? '';
  ids['broadcast'] = (await create('/broadcasts', letterToAll))['broadcastId'] ?? '';
  const hook = await create('/webhooks', { name: '只在这里', url: 'https://example.com/hook', types: ['*'] });
  ids['webhook'] = (hook['webhook'] as unknown as Record<string, string>)['webhookId'] ?? '';
  ids['delivery'] = (await create(`/webhooks/${ids['webhook']}/ping`, {}))['deliveryId'] ?? '';
  const csv = 'customer,at,amount\nM-1,2026-01-01,10\n';
  const upload = await world.app.inject({
    method: 'POST',
    url: `${base}/imports?kind=orders&fileName=a.csv`,
    headers: { authorization: `Bearer ${await world.key('main')}`, 'content-type': 'text/csv' },
    payload: csv,
  });
  ids['import'] = upload.json().run.importId;
  await world.call('POST', `${base}/playbooks`, {
    definition: {
      key: 'only-in-main',
      name: { zh: '只在这里', en: 'Only here' },
      description: { zh: '只在这里', en: 'Only here' },
      trigger: { kind: 'manual' },
      audience: condition,
      goal: { event: 'purchase', name: { zh: '购买', en: 'Purchase' } },
      messages: [
        {
          key: 'tried',
          name: { zh: '只在这里', en: 'Only here' },
          purpose: 'service',
          channels: { wecom: { text: { zh: '只在这里', en: 'Only here' } } },
          variants: [{ key: 'b', share: 0.5, channels: { wecom: { text: { zh: '只在这里', en: 'Only here' } } } }],
        },
      ],
    },
  });
  await world.call('POST', `${base}/playbooks/only-in-main/enable`, {});
  const plan = { outcome: { kind: 'answered' }, windowDays: 7 };
  const tried = await create('/experiments', { playbook: 'only-in-main', kind: 'message', part: 'tried', plan });
  ids['experiment'] = tried['experimentId'] ?? '';
  ids['playbook'] = 'only-in-main';
  ids['number'] = '1';
  ids['rule'] = 'playbook:only-in-main';
  ids['cost'] =
    (await create('/costs', { kind: 'monthly', amount: 9, from: '2026-01-01', note: '只在这里' }))['costId'] ?? '';
  ids['campaign'] = (await create('/campaigns', undefined))['campaignId'] ?? '';
  ids['replay'] = (await create('/replays', { from: '2026-01-01', to: '2026-01-03' }))['replayId'] ?? '';
  await world.call('POST', `${base}/events`, {
    events: [{ externalId: 'e1', type: 'only_in_main', at: '2026-01-01T00:00:00Z', customer: { externalId: 'M-1' } }],
  });
  ids['type'] = 'only_in_main';
  ids['form'] = (
    await create('/forms', {
      definition: {
        key: 'only-in-main',
        title: { zh: '只在这里', en: 'Only here' },
        questions: [
          { id: 'why', kind: 'text', title: { zh: '说说看', en: 'Tell us' } },
          { id: 'how', kind: 'scale', title: { zh: '几分', en: 'How much' }, from: 1, to: 5 },
        ],
      },
    })
  )['form']!;
  const owned = await world.call('PUT', `${base}/own-metrics/only_in_main`, {
    name: { zh: '只在这里', en: 'Only here' },
    definition: ownDefinition,
    base: 0,
  });
  ids['own'] = owned.body.metric;
  const poster = { name: '只在这里', target: 'https://example.com/only-in-main' };
  ids['shortLink'] = (await create('/links', poster))['linkId'] ?? '';
  ids['link'] = (await create('/survey-links', { form: 'only-in-main', customer: ids['customer'] }))['linkId'] ?? '';
  const answered = { form: 'only-in-main', customer: ids['customer'], responseKey: 'r1', answers: { why: '只在这里' } };
  ids['response'] = (await create('/responses', answered))['responseId'] ?? '';
  await world.drain();
  const said = (await world.call('GET', `${base}/feedback/insights`)).body.items as { insightId: string }[];
  ids['insight'] = said[0]?.insightId ?? '';
  ids['task'] = (await create('/tasks', { customerId: ids['customer'], title: '只在这里' }))['taskId'] ?? '';
  const main = await world.workspace('main');
  const script = {
    key: 'only-in-main',
    number: 'SH-1',
    name: { zh: '只在这里', en: 'Only here' },
    steps: [{ id: 'hello', title: { zh: '开场', en: 'Opening' }, say: { zh: '只在这里', en: 'Only here' } }],
  };
  await main.tx((tx) => saveScripts(tx, main, { playbook: 'only-in-main', version: 1 }, [script]));
  ids['script'] = script.key;
  const letter = { key: 'only-in-main', name: { zh: '只在这里', en: 'Only here' }, purpose: 'service' as const };
  const channels = { wecom: { text: { zh: '只在这里', en: 'Only here' } } };
  await main.tx((tx) => saveTemplates(tx, main, { playbook: 'only-in-main', version: 1 }, [{ ...letter, channels }]));
  const wecom = { customerId: ids['customer'], playbook: 'only-in-main', version: 1, message: 'only-in-main' };
  ids['message'] = (await create('/sandbox/try', { ...wecom, channel: 'wecom' }))['messageId'] ?? '';
  const reply = { channel: 'wecom' as const, customerId: ids['customer'] ?? '', text: '只在这里', externalId: 'w1' };
  await main.tx((tx) => receiveInbound(tx, main, [reply]));
  await world.drain();
  ids['conversation'] = (await world.call('GET', `${base}/inbox/conversations`)).body.items[0].conversationId;
  ids['userid'] = 'only-in-main';
  ids['contact'] = 'wm-only-in-main';
  const seen = { externalId: ids['contact'], userid: 'only-in-main', name: '只在这里', remark: null, phones: [] };
  const from = { unionid: null, source: null, addWay: null, tagIds: [], addedAt: main.now };
  await main.tx(async (tx) => {
    await saveStaff(tx, 'main', [{ userid: 'only-in-main', name: '只在这里' }], main.now);
    await takeContacts(tx, main, [{ ...seen, ...from }], { run: null, tags: null, ours: [] });
  });
  const about = { indicator: 'metrics.csat', team: ids['team'], playbook: null, period: 'week' };
  const goal = { ...about, target: 0.9, band: { kind: 'usual' }, owner: null };
  ids['goal'] = (await create('/goals', goal))['goalId'] ?? '';
  ids['alert'] = 'alert_only-in-main';
  const alert = {
    alertId: ids['alert'],
    about: `goal:${ids['goal']}`,
    kind: 'goal' as const,
    goalId: ids['goal'],
    version: 1,
    side: -1 as const,
    day: '2026-06-01',
    seen: { value: 0.5, n: 100, low: null, high: null, limit: 0.8 },
    cause: null,
  };
  await main.tx((tx) => insertAlert(tx, 'main', alert, main.now));
  const definition: FlowDefinition = { nodes: [{ id: 'only-in-main', kind: 'wait', event: 'only_in_main' }] };
  const entries = sql`select ${ids['customer']}::text as customer_id, 'once'::text as start_key`;
  await main.tx(async (tx) => {
    await saveFlow(tx, main, { flow: 'only-in-main', version: 1, definition });
    await startRuns(tx, main, { flow: 'only-in-main', version: 1, epoch: null, entries });
  });
  ids['flow'] = 'only-in-main';
  ids['cause'] = 'only-in-main';
  ids['call'] = 'call_only-in-main';
  const nobody = {
    delivery_id: null,
    message_id: null,
    task_id: null,
    link_id: null,
    playbook: null,
    agent: null,
    agent_number: null,
  };
  const call = {
    ...nobody,
    call_id: ids['call'],
    kind: 'agent',
    customer_id: ids['customer'] ?? '',
    number: '13800138000',
  } as const;
  await main.tx((tx) =>
    insertCall(tx, 'main', { ...call, locale: 'zh', attempt: 1, flow: null, created_by: '只在这里' }, main.now),
  );
  ids['sound'] = 'said_only-in-main';
  const sound = { recorded_id: ids['sound'], name: '只在这里', says: '', seconds: 1, archived_at: null };
  await main.tx((tx) =>
    insertRecorded(tx, 'main', { ...sound, created_at: main.now, created_by: '只在这里' }, Buffer.alloc(44)),
  );
  ids['run'] = (await world.call('GET', `${base}/customers/${ids['customer']}/flow-runs`)).body.runs[0].runId;
  for (const [place, endpoint] of [
    ['/calendar/days/2026-12-21', 'setCalendarDay'],
    ['/calendar/years/2026/table', 'importCalendarYear'],
  ] as const)
    expect((await world.call('PUT', `${base}${place}`, bodies[endpoint])).status, endpoint).toBe(200);
});
afterAll(() => world.close());

function idFor(endpoint: Endpoint, parameter: string): string {
  if (values[parameter]) return values[parameter];
  const owner = /\/w\/:workspace\/(\w+)/.exec(endpoint.path)?.[1] ?? '';
  const byRoom: Readonly<Record<string, string>> = {
    responses: 'response',
    customers: 'customer',
    segments: 'segment',
    imports: 'import',
    replays: 'replay',
    attributes: 'attribute',
    'event-types': 'type',
  };
  const id = ids[parameter] ?? ids[byRoom[owner] ?? ''] ?? (parameter === 'tag' ? 'vip' : undefined);
  // The form is the workspace's own, so it stands under no playbook.
  const ofForm = parameter === 'playbook' && owner === 'forms' ? '-' : id;
  const known = parameter === 'key' && owner === 'attributes' ? ids['attribute'] : ofForm;
  if (!known) throw new Error(`${endpoint.name}: the test has no id for :${parameter}; add one`);
  return known;
}

function urlOf(endpoint: Endpoint, workspace: string): string {
  return endpoint.path
    .replace(':workspace', workspace)
    .replace(/:(\w+)/g, (_whole, parameter: string) => encodeURIComponent(idFor(endpoint, parameter)));
}

test('there are endpoints to walk', () => {
  expect(endpoints.length).toBeGreaterThan(50);
});

test.each(endpoints.map((endpoint) => [endpoint.name, endpoint] as const))(
  "%s answers 404 to another workspace's key",
  async (_name, endpoint) => {
    const answer = await world.call(
      endpoint.method,
      urlOf(endpoint, 'main'),
      bodies[endpoint.name] ?? (endpoint.body ? {} : undefined),
      stranger,
    );
    expect(answer.status, JSON.stringify(answer.body)).toBe(404);
  },
);

const withIds = endpoints.filter((endpoint) =>
  [...endpoint.path.matchAll(/:(\w+)/g)].some(([, name = '']) => name !== 'workspace' && !(name in values)),
);

test.each(withIds.map((endpoint) => [endpoint.name, endpoint] as const))(
  "%s answers 404 to another workspace's ids",
  async (name, endpoint) => {
    if (endpoint.body && !endpoint.rawBody && !(name in bodies))
      throw new Error(`${name} takes a body: give the test one`);
    const answer = await world.call(endpoint.method, urlOf(endpoint, 'other'), bodies[name], stranger);
    expect(answer.status, JSON.stringify(answer.body)).toBe(404);
  },
);

test('a list shows nothing of the other workspace', async () => {
  for (const endpoint of endpoints.filter((each) => each.method === 'GET' && !withIds.includes(each))) {
    const answer = await world.call('GET', urlOf(endpoint, 'other'), undefined, stranger);
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    for (const secret of [
      '韩梅梅',
      'only-in-main',
      'wang@example.com',
      ids['customer'] ?? '',
      ids['segment'] ?? '',
      'only_in_main',
      '只在这里',
    ]) {
      expect(text, endpoint.name).not.toContain(secret);
    }
  }
});

test('nobody enters without a login, and a scoped key does no more than its scope', async () => {
  for (const endpoint of endpoints) {
    const answer = await world.call(
      endpoint.method,
      urlOf(endpoint, 'main'),
      bodies[endpoint.name] ?? (endpoint.body ? {} : undefined),
      {},
    );
    expect(answer.status, endpoint.name).toBe(401);
  }
  const narrow = { authorization: `Bearer ${await world.key('main', ['customers:read'])}` };
  for (const endpoint of endpoints.filter((each) => each.access.includes(':') && each.access !== 'customers:read')) {
    const answer = await world.call(
      endpoint.method,
      urlOf(endpoint, 'main'),
      bodies[endpoint.name] ?? (endpoint.body ? {} : undefined),
      narrow,
    );
    expect(answer.status, endpoint.name).toBe(403);
  }
});

test('row-level security holds when a statement forgets the workspace', async () => {
  const other = await world.workspace('other');
  const seen = await other.tx(async (tx) => {
    const count = async (table: string): Promise<number> =>
      Number((await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(tx)).rows[0]?.n);
    return {
      customers: await count('customer'),
      events: await count('event'),
      rules: await count('rule'),
      segments: await count('segment'),
    };
  });
  expect(seen.customers).toBe(0);
  expect(seen.events).toBe(0);
  expect(seen.segments).toBe(0);
  const naked = await world.runtime.db.pool.query('select count(*) as n from customer');
  expect(naked.rows[0].n).toBe(0);
});

/** A company to walk in: people who sign in, customers, answers that came back, tasks that wait. Made once through the API, on a clock of its own. */
import { inject } from 'vitest';

// oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects
type Json = any;

/** Against a server that stays (HUIXIANG_SERVED) each run has a company of its own: the files of a run have one parent. */
const NAME = `安和口腔 徐汇店${process.env['HUIXIANG_SERVED'] ? ` ${process.ppid}` : ''}`;
const PASSWORD = 'walks-own-password';
/** A Tuesday, 10:00 in Shanghai. */
export const STARTS = '2026-11-24T02:00:00.000Z';

export type Role = 'manager' | 'supervisor' | 'agent' | 'colleague' | 'executive';

const STAFF = {
  manager: { name: '顾明月', role: 'manager', email: 'gu@anhe.example' },
  supervisor: { name: '周予安', role: 'supervisor', email: 'zhou@anhe.example' },
  agent: { name: '林晓彤', role: 'agent', email: 'lin@anhe.example' },
  colleague: { name: '蒋一鸣', role: 'agent', email: 'jiang@anhe.example' },
  executive: { name: '陈安和', role: 'viewer', email: 'chen@anhe.example' },
} as const satisfies Record<Role, { name: string; role: string; email: string }>;

/** Name, sex, telephone, owner, what she spent, stars for quality, service and speed, NPS, intent, her words. */
const GUESTS = [
  ['许文博', 'male', '13871820361', 'agent', 2860, [3, 2, 2], 3, 2, '等了快两个小时，前台也没有人说明，太差了。'],
  [
    '郑雅琪',
    'female',
    '13871820362',
    'agent',
    12800,
    [4, 2, 4],
    6,
    4,
    '价格太贵了，拔一颗牙收了三项费用，没有提前讲。',
  ],
  [
    '沈佳怡',
    'female',
    '13871826027',
    'agent',
    46320,
    [5, 5, 2],
    6,
    5,
    '韩医生很耐心，就是等了四十分钟，下次能不能约准一点。',
  ],
  ['高志远', 'male', '13971825518', 'agent', 1580, [2, 3, 3], 5, 1, '洗完牙还是酸，效果不好。'],
  ['罗静', 'female', '13971825519', 'agent', 3980, [2, 2, 3], 2, 0, '服务态度很差，问了三次都不耐烦。'],
  ['唐宇航', 'male', '13971825520', 'colleague', 28600, [3, 2, 1], 4, 2, '预约的时间被改了两次，等得太久。'],
  ['何晓雯', 'female', '13971825521', 'colleague', 9600, [2, 4, 4], 6, 3, '牙套做得不合适，又跑了一趟。'],
  ['曹明轩', 'male', '13971825522', 'colleague', 640, [4, 2, 3], 5, 2, '收费不透明。'],
  ['苏婉清', 'female', '13971825523', 'agent', 5200, [5, 5, 5], 10, 5, '护士很温柔，医生讲得很清楚。'],
  ['丁浩然', 'male', '13971825524', 'colleague', 7400, [5, 5, 4], 9, 4, '环境干净，停车方便。'],
  ['魏思琪', 'female', '13971825525', 'agent', 3300, [4, 5, 4], 9, 4, ''],
  ['冯雨桐', 'female', '13971825526', 'colleague', 1900, [5, 4, 5], 10, 5, '服务热情，效果很好。'],
] as const;

export interface Login {
  readonly email: string;
  readonly password: string;
}

export interface Company {
  readonly id: string;
  readonly logins: Readonly<Record<Role, Login>>;
  ask(method: string, path: string, body?: unknown): Promise<Json>;
  /** Her id, by her name. */
  customer(name: string): Promise<string>;
}

export type Session = Company['ask'];

/** The administrator's. */
export const session = (workspace?: string): Promise<Session> => enter(inject('served').login, workspace);

/** Signs in and answers with a way to ask; `~` in a path stands for the workspace. */
async function enter(login: Login, workspace = ''): Promise<Session> {
  const { url } = inject('served');
  const headers = { 'content-type': 'application/json', origin: url };
  const answer = await fetch(`${url}/api/auth/sign-in/email`, { method: 'POST', headers, body: JSON.stringify(login) });
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  return async (method, path, body) => {
    const told = await fetch(`${url}${path.replace('~', `/api/w/${workspace}`)}`, {
      method,
      headers: { ...headers, cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await told.text();
    if (!told.ok) throw new Error(`${method} ${path}: ${told.status} ${text}`);
    return text ? JSON.parse(text) : null;
  };
}

/** Found again by its name when an earlier file has made it. */
export async function ensureCompany(): Promise<Company> {
  const { login } = inject('served');
  const outside = await enter(login);
  const { workspaces } = (await outside('GET', '/api/me')) as { workspaces: { id: string; name: string }[] };
  const there = workspaces.find((each) => each.name === NAME)?.id;
  const id: string = there ?? (await outside('POST', '/api/workspaces', { name: NAME, clock: STARTS })).id;
  const ask = await enter(login, id);
  if (!there) await fill(ask);
  const logins = Object.fromEntries(
    Object.entries(STAFF).map(([role, { email }]) => [role, { email, password: PASSWORD }]),
  ) as Record<Role, Login>;
  return {
    id,
    logins,
    ask,
    async customer(name) {
      return (await ask('GET', `~/customers?q=${encodeURIComponent(name)}`)).items[0].customerId;
    },
  };
}

/** The demo company, loaded when it is not there yet, with one more person in it. */
export async function inviteToDemo(role: Role): Promise<void> {
  const main = await session('main');
  const status = async () => (await main('GET', '~/demo')).status as string;
  if ((await status()) !== 'ready') {
    if ((await status()) !== 'loading') await main('POST', '~/demo', {});
    await until(async () => (await status()) === 'ready', 480);
  }
  const demo = await session('demo');
  const { items } = (await demo('GET', '~/members')) as { items: { email: string }[] };
  if (!items.some(({ email }) => email === STAFF[role].email)) await demo('POST', '~/members', STAFF[role]);
}

async function fill(ask: Company['ask']): Promise<void> {
  const team = await ask('POST', '~/teams', { name: '徐汇店' });
  const members = new Map<string, string>();
  for (const [role, person] of Object.entries(STAFF)) {
    const { member, password } = await ask('POST', '~/members', {
      ...person,
      teamIds: person.role === 'agent' || person.role === 'supervisor' ? [team.id] : [],
    });
    members.set(role, member.id);
    // She had a login already, of an earlier company on this server.
    if (password === null) continue;
    const herself = await enter({ email: person.email, password });
    await herself('POST', '/api/me/password', { currentPassword: password, newPassword: PASSWORD });
  }
  for (const playbook of ['after-sales-satisfaction', 'low-score-recovery'])
    await ask('POST', `~/playbooks/${playbook}/enable`, {});

  const before = (days: number) => new Date(Date.parse(STARTS) - days * 86_400_000).toISOString();
  const orders: unknown[] = [];
  const answers: unknown[] = [];
  for (const [at, guest] of GUESTS.entries()) {
    const [name, gender, phone, owner, amount, [quality, service, speed], nps, intent, words] = guest;
    const externalId = `AH-${1001 + at}`;
    const made = await ask('POST', '~/customers', {
      externalId,
      name,
      gender,
      phone,
      email: `guest${at + 1}@mail.example`,
      birthday: `${1978 + at * 2}-0${1 + (at % 9)}-1${at % 9}`,
      city: '上海',
      ownerId: members.get(owner),
      teamId: team.id,
    });
    // Spent over the year: two thirds long ago, the rest of late.
    for (const [part, days] of [
      [0.4, 260],
      [0.3, 120],
      [0.3, 12],
    ] as const)
      orders.push({
        externalId: `O-${at}-${days}`,
        customer: { externalId },
        at: before(days + at),
        amount: Math.round(amount * part),
      });
    answers.push({
      playbook: 'after-sales-satisfaction',
      form: 'satisfaction',
      customer: made.customerId,
      responseKey: `walk-${at}`,
      channel: 'wecom',
      answers: {
        csat: { quality, service, speed },
        nps,
        intent,
        ...(words ? { words } : {}),
      },
    });
  }
  await ask('POST', '~/orders', { orders });
  for (const answer of answers) await ask('POST', '~/responses', answer);
  await until(async () => (await ask('GET', '~/tasks?view=all')).items.length >= 8);
}

export async function until(holds: () => Promise<boolean>, seconds = 60): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not within ${seconds} s: ${String(holds)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

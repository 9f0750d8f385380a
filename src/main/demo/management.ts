/** What the demo's managers have set up besides playbooks: costs, two wordings tried against each other, and goals of the branches. */
import { membersOf, teamsOf } from '../../features/access/index.ts';
import { addCost, CostBody } from '../../features/costs/index.ts';
import { startTrial, writeWording } from '../../features/experiments/index.ts';
import { createGoal, handleAlert, listAlerts } from '../../features/goals/index.ts';
import { COMMAND, type Context } from '../../kit/context.ts';
import { branchOf, MANAGER, SHORT_OF_STAFF, USERS } from './company.ts';
import type { Branch } from './types.ts';

/** Yuan, as a clinic of this size pays; `manual` in minutes. */
const COSTS: readonly Omit<Partial<CostBody>, 'from'>[] = [
  { kind: 'staff', amount: 46, note: '客服与护士，含社保' },
  { kind: 'contact', channel: 'sms', amount: 0.045, note: '短信包' },
  { kind: 'contact', channel: 'phone', amount: 0.15, note: '通话，按平均 1.5 分钟' },
  { kind: 'contact', channel: 'wecom', amount: 0, note: '企业微信不按条收费' },
  { kind: 'monthly', amount: 480, note: '服务器与备份' },
  { kind: 'setup', amount: 3000, playbook: 'silent-wakeup', note: '方案与话术的准备' },
  { kind: 'manual', amount: 6, note: '一通人工回访，未实测' },
];

export async function settleCosts(ctx: Context, from: string): Promise<void> {
  for (const cost of COSTS) await addCost(ctx, CostBody.parse({ ...cost, from }));
}

/** Sticky from the first message on; nobody in the demo minds the words, so that it stays without a verdict is right. */
export async function tryWordings(ctx: Context): Promise<void> {
  const part = { playbook: 'after-sales-satisfaction', kind: 'message' as const, part: 'invite' };
  await writeWording(ctx, {
    ...part,
    share: 0.5,
    texts: {
      wecom: {
        zh: '{{customer.first|您}}好，想听您说句实话：上次来{{company.name}}，哪里让您满意，哪里没做好？一分钟：{{survey.link}}',
        en: 'Hello {{customer.first|there}}, the honest truth please: what was good last time at {{company.name}}, what was not? One minute: {{survey.link}}',
      },
      sms: {
        zh: '【{{company.name}}】{{customer.first|您}}好，想听您说句实话：上次来，哪里让您满意，哪里没做好？一分钟：{{survey.link}}',
        en: '{{company.name}}: {{customer.first|hello}}, the honest truth please: what was good last time, what was not? One minute: {{survey.link}}',
      },
    },
  });
  await startTrial(ctx, { ...part, plan: { outcome: { kind: 'answered' }, windowDays: 7 } });
}

/** Set this many days before the demo's today: what was usual is known by then. */
export const GOALS_SINCE = 75;

interface Wished {
  readonly indicator: string;
  /** null: the whole company. */
  readonly branch: Branch | null;
  readonly period?: 'quarter';
  readonly target: number;
  /** What is usual, unless a limit is given. */
  readonly low?: number;
  /** Key of a user. */
  readonly owner: string;
}

const GOALS: readonly Wished[] = [
  { indicator: 'metrics.nps', branch: 'pudong', target: 25, owner: 'lujia' },
  { indicator: 'tasks.overdue', branch: 'xuhui', target: 0.1, owner: 'linxiaotong' },
  {
    indicator: 'indicators.first_time',
    branch: 'jingan',
    period: 'quarter',
    target: 0.9,
    low: 0.8,
    owner: 'jiangyiming',
  },
  { indicator: 'surveys.response_rate', branch: null, target: 0.15, owner: 'zhouyuan' },
];

export async function setGoals(ctx: Context): Promise<void> {
  const { teams, members } = await houseOf(ctx);
  const as = { ...ctx, actor: { ...COMMAND, name: MANAGER } };
  for (const { indicator, branch, period = 'month', target, low, owner } of GOALS)
    await createGoal(as, {
      indicator,
      team: branch === null ? null : (teams.get(branchOf(branch).zh) ?? null),
      playbook: null,
      period,
      target,
      band: low === undefined ? { kind: 'usual' } : { kind: 'fixed', low, high: null },
      owner: members.get(owner) ?? null,
    });
}

/** The supervisor has seen why customers of one branch recommend it less; the other alert still waits for somebody. */
export async function answerAlerts(ctx: Context): Promise<void> {
  const { teams, members } = await houseOf(ctx);
  const team = teams.get(branchOf(SHORT_OF_STAFF.branch).zh);
  const as = { ...ctx, actor: { ...COMMAND, name: '周予安' } };
  for (const alert of await listAlerts(as, { state: 'open' }))
    if (alert.team?.id === team)
      await handleAlert(as, alert.alertId, {
        note: '赵晴医生休假，候诊变长。先错开上午的预约，她回来前请静安店支援两天',
        assignee: members.get('lujia') ?? null,
      });
}

/** Teams by name, members by the key of the user. */
async function houseOf(ctx: Context) {
  return ctx.tx(async (tx) => ({
    teams: new Map((await teamsOf(tx, ctx)).map(({ id, name }) => [name, id])),
    members: new Map(
      (await membersOf(tx, ctx)).map(({ id, email }) => [USERS.find((user) => user.email === email)?.key ?? '', id]),
    ),
  }));
}

/** What the demo's managers have set up besides playbooks: costs, and two wordings tried against each other. */
import { addCost, CostBody } from '../../features/costs/index.ts';
import { startTrial, writeWording } from '../../features/experiments/index.ts';
import type { Context } from '../../kit/context.ts';

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

/** What following up costs: rows that people enter or import. */
import { z } from 'zod';
import { Day } from '../../kit/contract-time.ts';
import type { Words } from '../../engine/words.ts';
import { endpoint } from '../../kit/endpoint.ts';

export const KINDS = ['setup', 'monthly', 'contact', 'staff', 'incentive', 'manual'] as const;
export const CostKind = z.enum(KINDS);
export type CostKind = z.infer<typeof CostKind>;

/** `manual` holds minutes, not money: how long a call by hand is assumed to take where too few were measured. */
export const KIND_WORDS: Readonly<Record<CostKind, Words>> = {
  setup: { zh: '一次性', en: 'Set-up' },
  monthly: { zh: '每月', en: 'Monthly' },
  contact: { zh: '每次触达', en: 'Per contact' },
  staff: { zh: '人工（每小时）', en: 'Staff (per hour)' },
  incentive: { zh: '优惠', en: 'Incentive' },
  manual: { zh: '人工回访用时（假定，分钟）', en: 'Manual call (assumed minutes)' },
};

export const CHANNELS = ['phone', 'sms', 'wecom', 'email', 'visit'] as const;
export const CHANNEL_WORDS: Readonly<Record<(typeof CHANNELS)[number], Words>> = {
  phone: { zh: '电话', en: 'Phone' },
  sms: { zh: '短信', en: 'SMS' },
  wecom: { zh: '企业微信', en: 'WeCom' },
  email: { zh: '邮件', en: 'E-mail' },
  visit: { zh: '上门', en: 'Visit' },
};

export const SHARES = ['contacts', 'minutes', 'people'] as const;
export const Share = z.enum(SHARES);
export type Share = z.infer<typeof Share>;
export const SHARE_WORDS: Readonly<Record<Share, Words>> = {
  contacts: { zh: '按触达次数', en: 'by contacts' },
  minutes: { zh: '按人工分钟', en: 'by staff minutes' },
  people: { zh: '按干预人数', en: 'by people treated' },
};

/** Minutes of a task beyond which nobody was at it all the time. */
export const CAP_MINUTES = 30;

export const COST_ROLES = ['administrator', 'manager', 'supervisor', 'agent', 'viewer'] as const;

export const CostBody = z.strictObject({
  kind: CostKind,
  /** Null: of the company. */
  playbook: z.string().min(1).max(80).nullable().default(null),
  /** Of a contact; null: every channel that has no row of its own. */
  channel: z.enum(CHANNELS).nullable().default(null),
  /** Of staff; neither: everybody who has no row of her own. */
  member: z.string().min(1).max(80).nullable().default(null),
  role: z.enum(COST_ROLES).nullable().default(null),
  /** Money in the currency of the workspace; of `manual` minutes. */
  amount: z.number().min(0).max(1e9),
  /** Of an incentive: a sum paid once, or for each treated customer who reached the goal. */
  per: z.enum(['once', 'converter']).default('once'),
  from: Day,
  /** The last day it holds; null: until further notice. */
  until: Day.nullable().default(null),
  /** How a row of the company is divided among playbooks; contacts when left out. */
  share: Share.nullable().default(null),
  note: z.string().trim().max(200).default(''),
});
export type CostBody = z.output<typeof CostBody>;

export const Cost = CostBody.extend({
  costId: z.string(),
  memberName: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
});
export type Cost = z.infer<typeof Cost>;

const base = '/api/w/:workspace/costs';
const Id = z.object({ cost: z.string().min(1).max(80) });

export const listCosts = endpoint({
  name: 'listCosts',
  method: 'GET',
  path: base,
  summary: { zh: '成本', en: 'Costs' },
  access: 'costs:read',
  response: z.object({ costs: z.array(Cost) }),
});

export const addCost = endpoint({
  name: 'addCost',
  method: 'POST',
  path: base,
  summary: { zh: '登记一行成本', en: 'Enter a cost' },
  access: 'costs:write',
  body: CostBody,
  response: Cost,
  errors: ['cost_invalid', 'cost_twice'],
});

export const changeCost = endpoint({
  name: 'changeCost',
  method: 'PUT',
  path: `${base}/:cost`,
  summary: { zh: '修改一行成本', en: 'Change a cost' },
  access: 'costs:write',
  params: Id,
  body: CostBody,
  response: Cost,
  errors: ['not_found', 'cost_invalid', 'cost_twice'],
});

export const deleteCost = endpoint({
  name: 'deleteCost',
  method: 'DELETE',
  path: `${base}/:cost`,
  summary: { zh: '删除一行成本', en: 'Delete a cost' },
  access: 'costs:write',
  params: Id,
  response: z.object({ deleted: z.literal(true) }),
  errors: ['not_found'],
});

export const importCosts = endpoint({
  name: 'importCosts',
  method: 'POST',
  path: `${base}/import`,
  summary: {
    zh: '从 CSV 导入成本：全部写入，或指出错在哪一行哪一列；重复导入不会重复记账',
    en: 'Import costs from CSV: all of it, or what is wrong by row and column; imported twice it counts once',
  },
  access: 'costs:write',
  body: z.strictObject({ csv: z.string().min(1).max(800_000) }),
  bodyLimit: 2 * 1024 * 1024,
  response: z.object({ added: z.number().int(), same: z.number().int() }),
  errors: ['cost_file_invalid', 'too_large'],
});

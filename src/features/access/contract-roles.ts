import { z } from 'zod';
import type { Words } from '../../engine/words.ts';

export const Role = z.enum(['administrator', 'manager', 'supervisor', 'agent', 'viewer']);
export type Role = z.infer<typeof Role>;

/** Whose rows a person sees: her own, her teams', everybody's. */
export const Scope = z.enum(['own', 'team', 'all']);
export type Scope = z.infer<typeof Scope>;

export const roleWords: Readonly<Record<Role, { readonly name: Words; readonly what: Words }>> = {
  administrator: {
    name: { zh: '管理员', en: 'Administrator' },
    what: { zh: '全部功能，包括成员、密钥与审计', en: 'Everything, with members, keys and the audit log' },
  },
  manager: {
    name: { zh: '运营', en: 'Manager' },
    what: {
      zh: '设计方案、规则、导入与报表；不管成员与密钥',
      en: 'Playbooks, rules, imports, reports; no members or keys',
    },
  },
  supervisor: {
    name: { zh: '主管', en: 'Supervisor' },
    what: {
      zh: '看本组的客户与任务，分配与跟进；不改方案',
      en: 'Her teams’ customers and tasks; does not change playbooks',
    },
  },
  agent: {
    name: { zh: '坐席', en: 'Agent' },
    what: { zh: '只做自己的客户与任务，看不到设置', en: 'Her own customers and tasks; no settings' },
  },
  viewer: {
    name: { zh: '只读', en: 'Viewer' },
    what: { zh: '可看客户、方案与成效，不能改', en: 'Sees customers, playbooks and outcomes; changes nothing' },
  },
};

export const scopeWords: Readonly<Record<Scope, Words>> = {
  own: { zh: '仅自己的', en: 'Her own' },
  team: { zh: '所在团队的', en: 'Her teams’' },
  all: { zh: '全部', en: 'Everybody’s' },
};

import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { ruleFired } from './events.ts';
import * as initial from './migrations/0001-rules.ts';
import * as heard from './migrations/0002-heard.ts';
import { reactToEvents } from './react.ts';
import { beginReplay, nextSweep } from './replay.ts';
import { routes } from './routes.ts';
import { sweepRules } from './service.ts';

export const rulesFeature: Feature = {
  name: 'rules',
  words: { zh: '规则', en: 'Rules' },
  migrations: migrationsOf('rules', { '0001-rules': initial, '0002-heard': heard }),
  tables: [
    { name: 'rule', replay: 'copy' },
    { name: 'rule_version', replay: 'copy' },
    { name: 'rule_run', replay: 'empty' },
    { name: 'rule_firing', replay: 'empty' },
    { name: 'rule_state', replay: 'empty' },
    { name: 'rule_heard', replay: 'empty' },
  ],
  routes,
  events: [ruleFired],
  subscribers: [reactToEvents],
  sweeps: [{ name: 'rules.sweep', run: sweepRules, next: nextSweep }],
  replay: { begin: beginReplay },
  errors: {
    rule_disabled: {
      status: 409,
      words: {
        zh: '规则 {rule} 未启用。请先启用再运行。',
        en: 'The rule {rule} is off. Switch it on before running it.',
      },
    },
    rule_unknown_action: {
      status: 400,
      words: {
        zh: '没有名为 {action} 的动作。请从动作目录中选择。',
        en: 'There is no action {action}. Choose one from the catalogue.',
      },
    },
  },
  fillings: [
    fillSlot(auditWords, {
      actions: {
        'rules.saved': { zh: '保存规则', en: 'Saved a rule' },
        'rules.enabled': { zh: '启用规则', en: 'Switched a rule on' },
        'rules.disabled': { zh: '停用规则', en: 'Switched a rule off' },
        'rules.run': { zh: '运行规则', en: 'Ran a rule' },
      },
      things: { rule: { zh: '规则', en: 'Rule' } },
    }),
  ],
  permissions: [
    { name: 'rules:read', words: { zh: '查看规则', en: 'See rules' } },
    { name: 'rules:write', words: { zh: '修改与运行规则', en: 'Change and run rules' } },
  ],
};

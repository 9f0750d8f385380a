import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords, workspaceCreated } from '../access/index.ts';
import { ruleAction } from '../rules/index.ts';
import { flowAction, flowNames } from '../flows/index.ts';
import { touchpoints } from '../metrics/index.ts';
import { variantHost } from '../experiments/index.ts';
import { enrolAction } from './actions/enrol.ts';
import { namesOfPlaybooks } from './flow-names.ts';
import { handOverAction } from './actions/hand-over.ts';
import { ensureShippedPlaybooks } from './library.ts';
import * as initial from './migrations/0001-playbooks.ts';
import { routes } from './routes.ts';
import { playbookTouchpoints } from './touchpoints.ts';
import { playbookVariants } from './variant-host.ts';

export const playbooksFeature: Feature = {
  name: 'playbooks',
  words: { zh: '回访方案', en: 'Playbooks' },
  migrations: migrationsOf('playbooks', { '0001-playbooks': initial }),
  tables: [
    { name: 'playbook', replay: 'copy' },
    { name: 'playbook_version', replay: 'copy' },
  ],
  routes,
  fillings: [
    fillSlot(ruleAction, enrolAction),
    fillSlot(flowAction, handOverAction),
    fillSlot(flowNames, namesOfPlaybooks),
    fillSlot(touchpoints, playbookTouchpoints),
    fillSlot(variantHost, playbookVariants),
    fillSlot(workspaceCreated, ensureShippedPlaybooks),
    fillSlot(auditWords, {
      actions: {
        'playbooks.imported': { zh: '导入方案', en: 'Imported a playbook' },
        'playbooks.enabled': { zh: '启用方案', en: 'Switched a playbook on' },
        'playbooks.disabled': { zh: '停用方案', en: 'Switched a playbook off' },
      },
      things: { playbook: { zh: '回访方案', en: 'Playbook' } },
    }),
  ],
  errors: {
    playbook_invalid: {
      status: 400,
      words: { zh: '方案有误。{path}：{message}', en: 'The playbook is not valid. {path}: {message}' },
    },
    playbook_changed: {
      status: 409,
      words: {
        zh: '{by}已经存了 v{version}，你改的是 v{base}，所以没有保存。请先取 v{version}，在它上面再改一次，或者把你改的部分放上去再保存。',
        en: '{by} has saved v{version} and you changed v{base}, so nothing was saved. Take v{version} and change that, or put what you changed on top of it.',
      },
    },
    playbook_not_running: {
      status: 409,
      words: { zh: '方案「{name}」没有在运行。', en: 'The playbook “{name}” is not running.' },
    },
    playbook_service_critical: {
      status: 409,
      words: {
        zh: '方案 {playbook} 属于必须回访（安全、投诉、履约），不能设对照组。',
        en: 'The playbook {playbook} is service-critical (safety, complaint, obligation): nobody may be held out.',
      },
    },
  },
  permissions: [
    { name: 'playbooks:read', words: { zh: '查看方案', en: 'See playbooks' } },
    { name: 'playbooks:write', words: { zh: '修改与启停方案', en: 'Change playbooks and switch them' } },
  ],
};

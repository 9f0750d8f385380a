import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { flowAction } from './action.ts';
import { tagAction } from './actions/tag.ts';
import { runsStopped } from './events.ts';
import { hearEvents, jobs } from './jobs.ts';
import * as initial from './migrations/0001-flows.ts';
import { routes } from './routes.ts';
import { sweepTimers } from './sweep.ts';

export const flowsFeature: Feature = {
  name: 'flows',
  words: { zh: '流程', en: 'Flows' },
  migrations: migrationsOf('flows', { '0001-flows': initial }),
  tables: [
    { name: 'flow_version', replay: 'copy' },
    { name: 'flow_run', replay: 'empty' },
    { name: 'flow_timer', replay: 'empty' },
    { name: 'flow_subscription', replay: 'empty' },
    { name: 'flow_history', replay: 'empty' },
    { name: 'flow_node_stat', replay: 'empty' },
    { name: 'flow_stuck', replay: 'empty' },
  ],
  routes,
  jobs,
  events: [runsStopped],
  subscribers: [hearEvents],
  sweeps: [sweepTimers],
  errors: {
    flow_circle: {
      status: 409,
      words: {
        zh: '方案之间连续转入已超过 {most} 次（最后是 {flow}），可能首尾相接成了一圈。请在中间加等待，或去掉其中一步。',
        en: 'Playbooks handed the customer on more than {most} times in a row (last {flow}): perhaps in a circle. Put a wait in between, or take a step out.',
      },
    },
    flow_version_taken: {
      status: 409,
      words: {
        zh: '流程 {flow} 的版本 {version} 已发布，内容不同。请另存为新版本。',
        en: 'Version {version} of the flow {flow} is published with another content. Save it as a new version.',
      },
    },
  },
  fillings: [
    fillSlot(flowAction, tagAction),
    fillSlot(auditWords, {
      actions: {
        'flows.retried': { zh: '重试卡住的流程', en: 'Tried a stuck run again' },
        'flows.skipped': { zh: '跳过卡住的节点', en: 'Skipped a stuck node' },
        'flows.stopped': { zh: '停止卡住的流程', en: 'Stopped a stuck run' },
      },
      things: { flow_run: { zh: '流程运行', en: 'Flow run' } },
    }),
  ],
  permissions: [
    { name: 'flows:read', words: { zh: '查看流程与运行', en: 'See flows and their runs' } },
    { name: 'flows:write', words: { zh: '处理卡住的流程', en: 'Mend stuck runs' } },
  ],
};

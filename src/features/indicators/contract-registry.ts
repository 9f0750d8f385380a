/** The indicators there are: unit, direction, where their sums stand, and what they mean in words. Browser-safe. */
import type { Words } from '../../engine/words.ts';
import type { Defined, Params } from './contract-definitions.ts';

export const KEYS = [
  'plan',
  'coverage',
  'first_contact',
  'cycle',
  'answered',
  'first_time',
  'renewal',
  'repurchase',
  'opportunity',
  'churn',
] as const;
export type Key = (typeof KEYS)[number];

export interface Indicator {
  readonly group: 'process' | 'outcome' | 'business';
  readonly name: Words;
  readonly unit: 'share' | 'ms' | 'money';
  readonly better: 'up' | 'down';
  /** In `indicator_day`. */
  readonly measure: string;
  /** What one of `n` is. */
  readonly counted: Words;
  readonly define: (params: Params) => Words;
  readonly caveat: Words;
  readonly defined: Defined | null;
  /** Belongs to customers, not to a playbook: a filter by playbook leaves only its comparison. */
  readonly ofCustomer: boolean;
}

const tasks: Words = { zh: '个任务', en: 'tasks' };
const described: Words = {
  zh: '描述：说的是发生了什么，不说明是回访带来的。',
  en: 'Descriptive: it tells what happened, not that following up brought it about.',
};

export const INDICATORS: Readonly<Record<Key, Indicator>> = {
  plan: {
    group: 'process',
    name: { zh: '计划完成率', en: 'Plan completion' },
    unit: 'share',
    better: 'up',
    measure: 'plan',
    counted: tasks,
    define: () => ({
      zh: '期间内到期的任务里，在到期时间之前完成的比例。还没到期的、被取消的不计；重新打开的任务按新的到期时间算。',
      en: 'Of the tasks due in the period, the share done by their due time. What is not due yet or was cancelled does not count; a reopened task has its new due time.',
    }),
    caveat: described,
    defined: null,
    ofCustomer: false,
  },
  coverage: {
    group: 'process',
    name: { zh: '覆盖率', en: 'Coverage' },
    unit: 'share',
    better: 'up',
    measure: 'covered',
    counted: { zh: '位客户', en: 'customers' },
    define: () => ({
      zh: '期间内进入方案处理组的客户里，真正联系上一次的比例：谈过话的任务，或发出的消息。对照组是有意不联系，单独列出。',
      en: 'Of the customers who entered the treatment arm of a playbook in the period, the share really contacted: a task with a talk, or a message handed over. The control group is left alone on purpose and listed apart.',
    }),
    caveat: {
      zh: '没有同意接收的客户不会触发方案，不在分母里。',
      en: 'A customer without consent does not set off a playbook and is not among those counted.',
    },
    defined: null,
    ofCustomer: false,
  },
  first_contact: {
    group: 'process',
    name: { zh: '首次响应时间', en: 'Time to first contact' },
    unit: 'ms',
    better: 'down',
    measure: 'first',
    counted: tasks,
    define: () => ({
      zh: '任务打开到第一次联系（拨打、留下一次未接通，或发出消息）的时间。期间内关闭的任务。',
      en: 'From the opening of a task to the first attempt (a call, a call not answered, a message handed over). Tasks closed in the period.',
    }),
    caveat: {
      zh: '只有关闭了的任务有完整时间；还开着的在下面按所处阶段列出。',
      en: 'Only closed tasks have their whole time; open ones are listed below by the stage they stand in.',
    },
    defined: null,
    ofCustomer: false,
  },
  cycle: {
    group: 'process',
    name: { zh: '处理时长', en: 'Handling time' },
    unit: 'ms',
    better: 'down',
    measure: 'total',
    counted: tasks,
    define: () => ({
      zh: '任务打开到关闭的时间，等于四个阶段之和。期间内关闭的任务。',
      en: 'From the opening of a task to its end, the sum of the four stages. Tasks closed in the period.',
    }),
    caveat: {
      zh: '只有关闭了的任务有完整时间；还开着的在下面按所处阶段列出。',
      en: 'Only closed tasks have their whole time; open ones are listed below by the stage they stand in.',
    },
    defined: null,
    ofCustomer: false,
  },
  answered: {
    group: 'process',
    name: { zh: '得到回答', en: 'Answers' },
    unit: 'share',
    better: 'up',
    measure: 'answered',
    counted: tasks,
    define: () => ({
      zh: '期间内关闭的任务里，留下完整答卷的比例（员工填写，或客户在同一流程里自己填写）。',
      en: 'Of the tasks closed in the period, the share with a complete response (filled in by the agent, or by the customer in the same run).',
    }),
    caveat: described,
    defined: null,
    ofCustomer: false,
  },
  first_time: {
    group: 'outcome',
    name: { zh: '一次解决率', en: 'First-time resolution' },
    unit: 'share',
    better: 'up',
    measure: 'first_time',
    counted: tasks,
    define: ({ first_time }) => ({
      zh: `谈过话并关闭的任务里，一次就了结的比例：没有重新打开，没有约下一步，之后 ${first_time.days} 天内没有同一方案的新任务，也没有投诉。还在 ${first_time.days} 天内的不判断。`,
      en: `Of the tasks closed after a talk, the share settled at once: not reopened, no next step agreed, and within ${first_time.days} days no new task of the same playbook and no complaint. What was closed less than ${first_time.days} days ago is not judged.`,
    }),
    caveat: described,
    defined: 'first_time',
    ofCustomer: false,
  },
  renewal: {
    group: 'business',
    name: { zh: '续约率', en: 'Renewal rate' },
    unit: 'share',
    better: 'up',
    measure: 'renewal',
    counted: { zh: '份合同', en: 'contracts' },
    define: ({ renewal }) => ({
      zh: `期间内到期的合同里，续上的比例：同一客户有一份${renewal.sameName ? '同名的' : ''}新合同，在到期前 ${renewal.early} 天到到期后 ${renewal.grace} 天之间开始，并且更晚结束。`,
      en: `Of the contracts that ended in the period, the share renewed: the same customer has a new contract${renewal.sameName ? ' of the same name' : ''} that begins between ${renewal.early} days before and ${renewal.grace} days after the end, and ends later.`,
    }),
    caveat: described,
    defined: 'renewal',
    ofCustomer: true,
  },
  repurchase: {
    group: 'business',
    name: { zh: '复购金额', en: 'Repurchase amount' },
    unit: 'money',
    better: 'up',
    measure: 'repurchase',
    counted: { zh: '笔复购订单', en: 'repeat orders' },
    define: () => ({
      zh: '期间内老客户（之前买过）的订单金额，减去期间内的退款。区间是每单金额的 95 % 区间。',
      en: 'What customers who had bought before ordered in the period, less the refunds of the period. The interval is that of the mean per order.',
    }),
    caveat: described,
    defined: null,
    ofCustomer: true,
  },
  opportunity: {
    group: 'business',
    name: { zh: '商机转化率', en: 'Opportunity conversion' },
    unit: 'share',
    better: 'up',
    measure: 'opportunity',
    counted: { zh: '个商机', en: 'opportunities' },
    define: ({ opportunity }) => ({
      zh: `答卷里购买意愿 ${opportunity.intent} 分及以上算一个商机；${opportunity.window} 天内下单算转化。还在 ${opportunity.window} 天内的不判断。`,
      en: `A response with a purchase intent of ${opportunity.intent} or more is an opportunity; an order within ${opportunity.window} days converts it. What was said less than ${opportunity.window} days ago is not judged.`,
    }),
    caveat: described,
    defined: 'opportunity',
    ofCustomer: false,
  },
  churn: {
    group: 'business',
    name: { zh: '流失率', en: 'Churn' },
    unit: 'share',
    better: 'down',
    measure: 'churn',
    counted: { zh: '位活跃客户', en: 'active customers' },
    define: ({ churn }) => ({
      zh: `在这一天往前 ${churn.window} 天之前的 ${churn.active} 天里买过的客户，在这 ${churn.window} 天里一次也没买的比例。`,
      en: `Of the customers who bought in the ${churn.active} days before the last ${churn.window} days, the share who bought nothing in those ${churn.window} days.`,
    }),
    caveat: described,
    defined: 'churn',
    ofCustomer: true,
  },
};

/** Both arms alike, each customer in her own window after entry. */
export const COMPARISONS = {
  renewal: 'compare_renewal',
  repurchase: 'compare_repurchase',
  churn: 'compare_churn',
} as const;
export type Compared = keyof typeof COMPARISONS;

export const REASON_WORDS: Readonly<Record<string, Words>> = {
  late: { zh: '任务已逾期，还没做', en: 'Task overdue' },
  waiting: { zh: '等待中，还没到期', en: 'Waiting, not due yet' },
  unreachable: { zh: '打过，没接通或号码有误', en: 'Called, not reached or wrong number' },
  not_needed: { zh: '任务被取消或不再需要', en: 'Cancelled or not needed any more' },
  consent: { zh: '没有同意或已退订', en: 'No consent, or opted out' },
  address: { zh: '没有能用的联系方式', en: 'No usable address' },
  limits: { zh: '触达上限、间隔或抽样', en: 'Frequency caps, rest or sampling' },
  failed: { zh: '发送失败', en: 'Sending failed' },
  nothing: { zh: '方案没有为她安排任何动作', en: 'The playbook planned nothing for her' },
  control: { zh: '对照组，有意不联系', en: 'Control group, left alone on purpose' },
};

export const DIMENSIONS = ['month', 'playbook', 'segment', 'channel', 'person', 'team', 'script'] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export const DIMENSION_WORDS: Readonly<Record<Dimension, Words>> = {
  month: { zh: '月份', en: 'Month' },
  playbook: { zh: '方案', en: 'Playbook' },
  segment: { zh: '层', en: 'Stratum' },
  channel: { zh: '渠道', en: 'Channel' },
  person: { zh: '人员', en: 'Person' },
  team: { zh: '团队', en: 'Team' },
  script: { zh: '话术', en: 'Script' },
};

/** Of what a playbook does, everything; of what customers do, whose they are. */
export function dimensionsOf(key: Key): readonly Dimension[] {
  if (INDICATORS[key].ofCustomer) return ['month', 'person', 'team'];
  if (key === 'coverage') return ['month', 'playbook', 'segment'];
  return DIMENSIONS;
}

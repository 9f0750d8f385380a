/** Every note a scorecard can carry, with its words. A note is written once and used wherever it applies. */
import type { Words } from '../../engine/words.ts';
import type { Note } from './contract.ts';

type Values = Note['values'];

const words = {
  // warnings
  srm_invalid: {
    zh: '分组比例异常：设定 {planned}，实际 {actual}，p {p}。先查明原因，这一期的结果不能用。',
    en: 'The split is broken: planned {planned}, found {actual}, p {p}. Find out why; nothing of this epoch may be used.',
  },
  srm_warning: {
    zh: '分组比例可疑：设定 {planned}，实际 {actual}，p {p}。',
    en: 'The split is suspicious: planned {planned}, found {actual}, p {p}.',
  },
  srm_invalid_stratum: {
    zh: '「{stratum}」里的分组比例异常：设定 {planned}，实际 {actual}，p {p}，整个结果不能用。',
    en: 'Within “{stratum}” the split is broken: planned {planned}, found {actual}, p {p}; the whole result may not be used.',
  },
  srm_warning_stratum: {
    zh: '「{stratum}」里的分组比例可疑：设定 {planned}，实际 {actual}，p {p}。',
    en: 'Within “{stratum}” the split is suspicious: planned {planned}, found {actual}, p {p}.',
  },
  control_contacted: {
    zh: '对照组有 {share} 被其他方式触达，真实差值可能更大。',
    en: '{share} of the control group were contacted by something else; the true difference may be larger.',
  },
  control_diluted: {
    zh: '对照组有 {share} 被触达，已被稀释：差值被低估，不代表方案无效。',
    en: '{share} of the control group were contacted: diluted. The difference is understated and does not show that the playbook fails.',
  },
  few_matured: {
    zh: '入组 {enrolled} 人，只有 {matured} 人到期（{share}），早期结果会变。',
    en: 'Of {enrolled} enrolled only {matured} have matured ({share}); early results move.',
  },
  too_few_people: {
    zh: '每组至少要 {need} 人到期，现在较小的一组 {have} 人。',
    en: 'Each arm needs at least {need} matured customers; the smaller one has {have}.',
  },
  too_few_events: {
    zh: '达成目标的人还太少：需要 {need}，现在 {have}。',
    en: 'Too few reached the goal: {need} are needed, there are {have}.',
  },
  too_few_buyers: {
    zh: '金额要每组至少 {need} 位买家才判定，现在较少的一组 {have} 位。',
    en: 'Money is judged from {need} buyers in each arm on; the smaller one has {have}.',
  },
  target_not_provable: {
    zh: '以现在的人数，最小能证实的差值是 {smallest} 点，登记目标 {target} 点比它小。',
    en: 'With these numbers the smallest difference that can be proven is {smallest} points; the registered target of {target} is below it.',
  },
  fixed_interval_alone: {
    zh: '固定区间不含 0，但那只对事先约定的一次查看有效；随时可看的区间含 0，所以不算证实。',
    en: 'The fixed interval excludes 0, but holds for one look agreed before; the always-valid one includes 0, so nothing is proven.',
  },
  signs_disagree: {
    zh: '金额原始差值 {raw} 与校正后差值 {headline} 方向相反，不下结论。',
    en: 'The raw difference in revenue ({raw}) and the adjusted one ({headline}) point in opposite directions: inconclusive.',
  },
  no_control: {
    zh: '没有对照组，下面的数字都不能说明因果。',
    en: 'There is no control group; no figure here is causal.',
  },
  service_critical: {
    zh: '服务必需的回访不能留出对照组，价值按非因果标注。',
    en: 'A follow-up that service requires cannot be held out; its value is labelled not causal.',
  },
  // assumptions
  consent_assumed: {
    zh: '假定客户都同意被回访；真实启用时只有同意的人会入组。',
    en: 'Consent is assumed; in real use only customers who consented are enrolled.',
  },
  replay_untreated: {
    zh: '这是历史回放，没有人真的被回访：没有成本，也不应有差值。',
    en: 'History was replayed and nobody was really followed up: there is no cost, and there should be no difference.',
  },
  planned_n_assumed: {
    zh: '没有登记计划人数，随时可看的区间按 {planned} 人调校。',
    en: 'No planned number was registered; the always-valid interval is tuned to {planned} customers.',
  },
  revenue_capped: {
    zh: '每人收入封顶在 {cap}（非零收入的第 99 百分位），{share} 的人被封顶。',
    en: 'Revenue per customer is capped at {cap}, the 99th percentile of what is not zero; {share} were above it.',
  },
  contacts_unknown: {
    zh: '还没有记录触达，不知道对照组是否被别的方式触达。',
    en: 'Contacts are not recorded yet, so it is unknown whether anything else reached the control group.',
  },
  rows_of_others: {
    zh: '有 {orders} 行订单、{tasks} 行任务的客户不在任何一组里，没有计入。',
    en: '{orders} orders and {tasks} tasks are of customers in neither arm and count nowhere.',
  },
  definition_from_files: {
    zh: '窗口、成本和对照比例取自上传的 config.json，是不是在开始前定下的，这里查不到：没有预先登记。',
    en: 'Window, costs and hold-out come from the uploaded config.json; whether they were fixed before the start cannot be known here: not pre-registered.',
  },
  // why a figure is missing
  contacts_not_recorded: {
    zh: '还没有触达记录；任务与消息启用后才有。',
    en: 'No contacts are recorded yet; they come with tasks and messages.',
  },
  responses_not_recorded: {
    zh: '还没有答卷；表单与问卷启用后才有。',
    en: 'No responses are recorded yet; they come with forms and surveys.',
  },
  tasks_not_recorded: {
    zh: '还没有回访任务；任务启用后才有。',
    en: 'No follow-up tasks are recorded yet; they come with tasks.',
  },
  nothing_sent: {
    zh: '这一期还没有发过消息，也没有发过问卷。',
    en: 'No message and no survey has gone out in this epoch yet.',
  },
  no_tasks_yet: {
    zh: '这一期还没有回访任务。',
    en: 'There is no follow-up task in this epoch yet.',
  },
  no_answers_yet: {
    zh: '到期的客户还没有答过问卷。',
    en: 'No matured customer has answered a survey yet.',
  },
  costs_not_entered: {
    zh: '方案没有登记成本，成本页也没有它的成本行，算不出单次成本。',
    en: 'The playbook registered no costs and none were entered, so the cost of a follow-up cannot be computed.',
  },
  no_follow_ups_yet: {
    zh: '到期的客户还没有被回访过。',
    en: 'No matured customer has been followed up yet.',
  },
  no_tasks_done: {
    zh: '这一期还没有人完成过任务。',
    en: 'Nobody has finished a task in this epoch yet.',
  },
  staff_cost_not_recorded: {
    zh: '还没有登记人工时长和时薪，算不出单次成本。',
    en: 'Staff minutes and wages are not recorded yet, so the cost of a follow-up cannot be computed.',
  },
  staff_days_not_recorded: {
    zh: '还没有登记人天，算不出人均完成量。',
    en: 'Staff days are not recorded yet, so productivity cannot be computed.',
  },
  // beside a row
  cost_measured: {
    zh: '按成本页登记的实际成本，只数已到期客户的回访',
    en: 'by the costs entered, over follow-ups of matured customers',
  },
  cost_registered: {
    zh: '按登记的成本，不含人工',
    en: 'by the costs registered, without staff time',
  },
  cost_registered_staff: {
    zh: '按登记的成本，含人工用时',
    en: 'by the costs registered, staff time included',
  },
  manual_measured: {
    zh: '实测 {n} 通电话，平均 {minutes} 分钟',
    en: '{n} calls measured, {minutes} minutes on average',
  },
  manual_assumed: {
    zh: '假定每通 {minutes} 分钟，不是实测',
    en: 'assumed to take {minutes} minutes, not measured',
  },
  gain_may_be_none: {
    zh: '增量的区间含 0，成本没有上限',
    en: 'the interval of the gain includes 0: nothing bounds the cost',
  },
  no_gain: {
    zh: '没有增量，算不出',
    en: 'no gain, so there is no cost of one',
  },
  per_staff_day: {
    zh: '{people} 人、{days} 个人天；一天里也做别的事时，只算花在这里的部分',
    en: '{people} people, {days} staff-days; of a day shared with other work only the part spent here counts',
  },
  mix_adjusted: {
    zh: '按任务类型的平均用时折算后 {adjusted}，{days} 个人天',
    en: '{adjusted} once weighted by how long each kind of task takes, {days} staff-days',
  },
  too_few_days: {
    zh: '不足 5 个人天，不给数字',
    en: 'fewer than five staff-days: no figure',
  },
  // assumptions about cost
  costs_unpriced: {
    zh: '有 {contacts} 次触达、{tasks} 个任务没有对应的单价，没有计入实际成本。',
    en: '{contacts} contacts and {tasks} tasks have no price and are not part of the measured cost.',
  },
  minutes_measured: {
    zh: '人工用时取自接手到完成：{tasks} 个任务中 {known} 个量到了，其中 {capped} 个超过 {cap} 分钟按 {cap} 分钟计，其余按平均计。',
    en: 'Staff time is from take-up to finish: of {tasks} tasks {known} were measured, {capped} of them cut at {cap} minutes; the others count as the average.',
  },
  reach_accepted: {
    zh: '触达的 {of} 人里有 {n} 人只知道服务器已接收：这种渠道（如邮件）没有回执，是否看到无从得知；对照组不触达',
    en: 'of {of} reached, {n} are only known to be accepted by the server: such a channel (e-mail) gives no receipts, whether it was seen cannot be known; control is not contacted',
  },
  control_not_treated: {
    zh: '对照组不触达',
    en: 'control is not contacted',
  },
  control_not_asked: {
    zh: '对照组没有被问，不能比较',
    en: 'control was not asked: nothing to compare',
  },
  cycle_latest: {
    zh: '任务太多，只看最近的 {n} 个，更早的没有算进来；对照组不触达',
    en: 'Of so many tasks only the latest {n} are looked at, earlier ones are not in it; control is not treated',
  },
  cycle_not_reached: {
    zh: '完成的还不到这个比例',
    en: 'Fewer than that are done so far',
  },
  too_few_answers: {
    zh: '需要 {need} 份答卷，现在 {have} 份',
    en: '{need} answers are needed, there are {have}',
  },
  too_few_control_answers: {
    zh: '对照组需要 {need} 份答卷，现在 {have} 份',
    en: 'control needs {need} answers and has {have}',
  },
  answers_voluntary: {
    zh: '只看答了的人',
    en: 'those who answered',
  },
  answers_voluntary_rate: {
    zh: '只看答了的人，应答率 {rate}',
    en: 'those who answered, {rate}',
  },
  economics_not_registered: {
    zh: '方案没有登记毛利率和成本，不能算投入产出。',
    en: 'The playbook registered no margin and costs, so no return can be computed.',
  },
  no_cost: {
    zh: '没有成本，比率没有意义。',
    en: 'There is no cost; a ratio has no meaning.',
  },
  nobody_matured: {
    zh: '还没有人到期，{date} 全部到期。',
    en: 'Nobody has matured yet; all will have by {date}.',
  },
  silence_not_measured: {
    zh: '这个方案不按沉默 30–59、60–89、90 天以上分层。',
    en: 'This playbook is not divided by silence of 30–59, 60–89 and 90 or more days.',
  },
  too_few_in_group: {
    zh: '这一组不到 {need}（现在 {have}），不给数字。',
    en: 'Fewer than {need} in this group (there are {have}): no figure.',
  },
  not_drawn: {
    zh: '不是随机分的，只作描述，不能比较好坏。',
    en: 'Not drawn by chance: a description, not a comparison.',
  },
  revenue_raw: {
    zh: '原始值，没有封顶和校正。',
    en: 'As it is, neither capped nor adjusted.',
  },
  average_price: {
    zh: '按各渠道的平均价和人工的平均分摊，不含一次性和每月的费用。',
    en: 'At the average price of each channel and an even share of the staff; without set-up and monthly costs.',
  },
  return_of_group: {
    zh: '收入差乘毛利率，成本按触达次数和人数分摊；没有封顶和校正，各组相加不等于总数。',
    en: 'Margin of the difference in revenue; costs by contacts and people. Neither capped nor adjusted, so groups do not add up to the whole.',
  },
  return_needs_control: {
    zh: '投入产出要有对照才能算；渠道、人员、话术只有干预组才有，没有对照。',
    en: 'A return needs a control; channel, person and script exist among the treated only.',
  },
  day_not_divided: {
    zh: '人天按人和日子算，一天的工时不能按这一项拆开。',
    en: 'Staff-days belong to people and days; a day is not divided by this.',
  },
  no_groups: {
    zh: '还没有可以拆开的数据。',
    en: 'There is nothing to divide yet.',
  },
  recomputed_when_asked: {
    zh: '按今天的定义要逐个读 {n} 位客户，另行重算。',
    en: 'Under today’s definition {n} customers have to be read one by one; it is done apart.',
  },
  horizon_not_reached: {
    zh: '还没有人入组满 90 天。',
    en: 'Nobody has been enrolled for 90 days yet.',
  },
} as const satisfies Record<string, Words>;

export type NoteCode = keyof typeof words;

export const noteCodes = Object.keys(words) as NoteCode[];

export function note(code: NoteCode, values: Values = {}): Note {
  const filled = (template: string) =>
    template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
  return { code, words: { zh: filled(words[code].zh), en: filled(words[code].en) }, values };
}

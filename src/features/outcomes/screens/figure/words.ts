import { defineWords } from '../../../../console/lib/words.ts';

export const words = defineWords('figure', {
  zh: {
    open: '这个数字怎么来的',
    definition: '怎么算',
    caveat: '读时注意',
    by: '拆开看',
    behind: '背后的客户',
    behindNote: '这个数字数到的客户，新入组的在前。点上面一组的名字，只看那一组。',
    onlyThese: '只看这一组的客户',
    arms: '分组',
    goal: '目标',
    basis: {
      sums: '入组 {{all}} 人里，{{summed}} 人取自 {{days}} 个入组日的汇总（最早一份做于 {{since}}），其余逐人读；汇总之后有变化的日子也逐人重读，数字不滞后。',
      rows: '入组 {{all}} 人全部逐人读，没有用按日的汇总。',
      tasks: '时长逐个任务读，不用按日的汇总。',
    },
    arm: { all: '两组', treatment: '干预', control: '对照' },
    converted: { all: '全部', yes: '达成目标', no: '没有达成' },
    facts: '{{date}} 入组，窗口内净消费 {{net}}，触达 {{contacts}} 次',
    reached: '达成',
    rates: '{{c}} → {{t}}',
    alone: '{{t}}',
    n: '干预 {{t}}，对照 {{c}}',
    nAlone: '干预 {{t}}',
    def: {
      conversion:
        '入组后 {{days}} 天内至少发生一次目标事件的人，除以每组全部到期的人（不论是否真的触达到）。到期指窗口加 {{refund}} 天退款期都已过去。',
      revenue:
        '入组后 {{days}} 天内购买减退款，除以每组全部到期的人。先按两组合并的第 99 百分位封顶，再用入组前 90 天的消费校正；原始值写在旁边。',
      follow_up_cost:
        '成本合计除以做过的回访次数：发出的消息加完成的任务，只数到期客户在各自窗口内的。成本页有这个方案用得到的行时用实际成本，否则用开始前登记的成本。',
      reach: '有消息要告诉的干预组客户里，至少一条到达的人。每人只算一次。',
      response: '被问到的干预组客户里，答完的人。每人只算一次。',
      cycle: '从客户触发到任务完成。没完成的任务按已经等了多久计入（Kaplan-Meier），不会因为没做完就被剔除。',
      tasks_per_day: '完成的任务除以人天。某天完成过任务就算一个人天；同一天也做别的事时，按用时只算花在这里的部分。',
      customers_per_day: '每天服务的不同客户数之和，除以人天；人天的算法同上。',
      repurchase: '入组后这么多天内至少购买一次的人，除以入组满这么多天的人。',
      horizon_revenue: '入组后这么多天内的净收入，除以入组满这么多天的人，不封顶不校正。',
      metric: '到期客户在各自窗口内的最近一次回答；少于 30 份不给数字。',
      other: '定义在第 {{epoch}} 期开始前固定为第 {{version}} 版，之后不再改变。',
    },
    note: {
      comparison: '干预与对照由随机数分组，差值是因果的；区间含 0 时不能说有效。',
      level: '只有干预组的水平，没有对照可比，不能说明回访带来了什么。',
    },
    registered: '登记的目标：{{target}}。',
  },
  en: {
    open: 'Where this figure comes from',
    definition: 'How it is computed',
    caveat: 'When reading it',
    by: 'Divided',
    behind: 'The customers behind it',
    behindNote:
      'The customers this figure counts, the latest entry first. Press the name of a group above to see only its customers.',
    onlyThese: 'Only the customers of this group',
    arms: 'Arm',
    goal: 'Goal',
    basis: {
      sums: 'Of {{all}} enrolled {{summed}} are read from the sums of {{days}} days of entry, the oldest made {{since}}, the others one by one; days with changes since are read anew, so the figure is never behind.',
      rows: 'All {{all}} enrolled are read one by one, none from daily sums.',
      tasks: 'Times are read task by task, none from daily sums.',
    },
    arm: { all: 'Both arms', treatment: 'Treated', control: 'Control' },
    converted: { all: 'All', yes: 'Reached the goal', no: 'Did not' },
    facts: 'entered {{date}}, net {{net}} in the window, {{contacts}} contacts',
    reached: 'at the goal',
    rates: '{{c}} → {{t}}',
    alone: '{{t}}',
    n: 'treated {{t}}, control {{c}}',
    nAlone: 'treated {{t}}',
    def: {
      conversion:
        'Who had the goal event at least once within {{days}} days of entry, of all matured customers of the arm, whether they were reached or not. Matured means that the window and {{refund}} days for refunds have passed.',
      revenue:
        'Purchases less refunds within {{days}} days of entry, over all matured customers of the arm. Capped at the 99th percentile of both arms together, then adjusted for the spend of the 90 days before; the raw figure stands beside it.',
      follow_up_cost:
        'All costs over the follow-ups done: messages handed over and tasks finished, of matured customers within their windows. With the costs entered where any concern the playbook, else with those registered before the start.',
      reach:
        'Of the treated who were to be told something, those whom at least one message reached. Each customer once.',
      response: 'Of the treated who were asked, those who answered to the end. Each customer once.',
      cycle:
        'From the trigger to the end of the task. What is not done yet counts for as long as it has waited (Kaplan-Meier) and is never dropped.',
      tasks_per_day:
        'Tasks done over staff-days. A day on which a person finished tasks is one; when she did other work too, only the part of her minutes spent here counts.',
      customers_per_day: 'Different customers served each day, over staff-days counted the same way.',
      repurchase: 'Who bought at least once within so many days of entry, of those enrolled for as long.',
      horizon_revenue:
        'Net revenue within so many days of entry, over those enrolled for as long; neither capped nor adjusted.',
      metric: 'The latest answer of matured customers within their windows; below 30 answers there is no figure.',
      other: 'The definition was fixed as version {{version}} before epoch {{epoch}} began and does not change.',
    },
    note: {
      comparison:
        'Chance put customers into the arms, so the difference is causal; while its interval includes 0 nothing is proven.',
      level: 'A level of the treated alone: without a control it does not say what the follow-up brought.',
    },
    registered: 'Registered target: {{target}}. ',
  },
});

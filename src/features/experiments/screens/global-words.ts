import { defineWords } from '../../../console/lib/words.ts';

export const globalWords = defineWords('globalHoldout', {
  zh: {
    what: '留出一小部分客户，任何方案都不触达他们，用来看所有回访加在一起到底带来多少。',
    share: '全局对照比例',
    hint: '默认 0。客户少于 5,000 时，先做好每个方案自己的对照组，更省人也更容易证实。',
    hidden: '谁在全局对照里不显示给任何人，免得被区别对待。已在进行的流程会走完。',
    save: '修改比例',
    epochs: '各期',
    epoch: '第 {{epoch}} 期，{{share}}：',
    now: '现在',
    ask: '全局对照改为 {{share}}？',
    do: '开始新的一期',
    consequence: '上一期到此为止，比较重新开始计算；以后抽中的客户不再进入任何方案。',
  },
  en: {
    what: 'A small share of customers whom no playbook touches shows what all follow-up together brings.',
    share: 'Global hold-out',
    hint: '0 by default. Below 5,000 customers the control groups of each playbook prove more with fewer people.',
    hidden: 'Who is in it is shown to nobody, so that nobody is treated differently. Flows that began are finished.',
    save: 'Change the share',
    epochs: 'Epochs',
    epoch: 'Epoch {{epoch}}, {{share}}:',
    now: 'now',
    ask: 'Hold out {{share}} from everything?',
    do: 'Begin a new epoch',
    consequence:
      'The running epoch ends and the comparison begins anew; whoever is drawn from now on enters no playbook.',
  },
});

/** The form of the tests: one question of every kind, eight in all. */
import type { Form } from '../form.ts';

const same = (text: string) => ({ zh: text, en: text });

export const VISIT: Form = {
  key: 'visit',
  title: { zh: '这次看牙还顺利吗？', en: 'How was your visit?' },
  questions: [
    {
      id: 'care',
      kind: 'stars',
      title: { zh: '这几方面，您打几颗星？', en: 'How many stars?' },
      metric: 'csat',
      required: true,
      rows: [
        { id: 'doctor', label: { zh: '医生沟通', en: 'Doctor' } },
        { id: 'wait', label: { zh: '候诊时间', en: 'Waiting' } },
        { id: 'price', label: { zh: '费用说明', en: 'Price' } },
      ],
    },
    {
      id: 'wait_why',
      kind: 'multiple',
      title: { zh: '候诊这一项，哪里可以更好？', en: 'What about the waiting?' },
      options: [
        { value: 'long', label: { zh: '等得太久', en: 'Too long' } },
        { value: 'silent', label: { zh: '没人说明', en: 'Nobody told me' } },
        { value: 'seats', label: { zh: '座位少', en: 'Few seats' } },
      ],
      most: 2,
      when: { combinator: 'and', rules: [{ field: 'answer.care.wait', operator: '<=', value: 3 }] },
    },
    {
      id: 'recommend',
      kind: 'nps',
      title: { zh: '您会把我们推荐给家人朋友吗？', en: 'Would you recommend us?' },
      metric: 'nps',
      required: true,
      why: {
        promoter: { zh: '谢谢您，最满意的是什么？', en: 'What did you like most?' },
        passive: { zh: '还差在哪里？', en: 'What is missing?' },
        detractor: { zh: '哪里让您失望？', en: 'What went wrong?' },
      },
    },
    { id: 'overall', kind: 'stars', title: same('总体'), metric: 'csat' },
    { id: 'again', kind: 'scale', from: 0, to: 5, title: same('还会再来'), metric: 'intent' },
    {
      id: 'reason',
      kind: 'single',
      title: { zh: '主要因为', en: 'Because of' },
      options: [
        { value: 'price', label: { zh: '价格', en: 'Price' } },
        { value: 'far', label: { zh: '太远', en: 'Too far' } },
      ],
      when: {
        combinator: 'or',
        rules: [
          { field: 'answer.again', operator: '<', value: 3 },
          { field: 'answer.recommend', operator: '<=', value: 6 },
        ],
      },
    },
    {
      id: 'far_where',
      kind: 'text',
      title: { zh: '您从哪里来', en: 'Where from' },
      most: 20,
      required: true,
      when: { combinator: 'and', rules: [{ field: 'answer.reason', operator: '=', value: 'far' }] },
    },
    { id: 'words', kind: 'text', title: { zh: '还想说的', en: 'Anything else' }, most: 200 },
  ],
  signals: [
    {
      key: 'low',
      name: { zh: '低分', en: 'Low score' },
      when: {
        combinator: 'or',
        rules: [
          { field: 'answer.care', operator: '<=', value: 2 },
          { field: 'answer.overall', operator: '<=', value: 2 },
          { field: 'answer.recommend', operator: '<=', value: 6 },
        ],
      },
    },
  ],
};

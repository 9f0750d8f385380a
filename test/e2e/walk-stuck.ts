/** Two playbooks: the first hands its customers over to the second, which nobody has switched on yet. */
const words = (zh: string, en: string) => ({ zh, en });

const common = {
  audience: {
    combinator: 'and',
    rules: [{ field: 'event_count', operator: '>=', value: { event: 'purchase', n: 1 } }],
  },
  consent: null,
  goal: { event: 'purchase', name: words('到店消费', 'Comes in') },
  control: { holdout: 0, serviceCritical: false },
};

export const firstVisit = {
  ...common,
  key: 'first-visit',
  name: words('初诊体验', 'First visit'),
  description: words('接着招呼第一次来的客户。', 'Looks after those who come for the first time.'),
  trigger: { kind: 'manual' },
  flow: {
    nodes: [
      {
        id: 'mark',
        kind: 'action',
        action: 'tag',
        name: words('记为初诊', 'Marked as new'),
        params: { tag: '初诊' },
      },
    ],
  },
};

export const handsOver = {
  ...common,
  key: 'hands-over',
  name: words('新客接待', 'New customers'),
  description: words('第一次消费的当天转给初诊体验。', 'Handed to the first visit on the day of the first purchase.'),
  trigger: { kind: 'event', event: 'purchase' },
  flow: {
    nodes: [
      {
        id: 'hand',
        kind: 'action',
        action: 'enrol',
        name: words('转入初诊体验', 'Into the first visit'),
        params: { playbook: 'first-visit' },
      },
      { id: 'end', kind: 'end', name: words('已转入', 'Handed over') },
    ],
  },
};

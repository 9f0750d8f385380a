/** The document the operations manager brings: another trigger, form and branch than those that ship. */
const words = (zh: string, en: string) => ({ zh, en });

export const recheck = {
  key: 'recheck',
  name: words('半年复查提醒', 'Half-year check'),
  description: words(
    '该复查的那天问一句想约哪天；想约的，马上派人打电话定时间。',
    'Asks on the day a check is due; who wants one is called at once.',
  ),
  trigger: { kind: 'event', event: 'recheck_due' },
  audience: {
    combinator: 'and',
    rules: [{ field: 'event_count', operator: '>=', value: { event: 'purchase', n: 1 } }],
  },
  consent: null,
  goal: { event: 'purchase', name: words('到店消费', 'Comes in') },
  control: { holdout: 0, serviceCritical: false },
  forms: [
    {
      key: 'when',
      title: words('想约哪天复查？', 'When shall we see you?'),
      questions: [
        {
          id: 'day',
          kind: 'single',
          title: words('想约哪天？', 'Which day?'),
          required: true,
          options: [
            { value: 'weekday', label: words('工作日', 'A weekday') },
            { value: 'weekend', label: words('周末', 'The weekend') },
            { value: 'no', label: words('暂时不约', 'Not now') },
          ],
        },
        { id: 'say', kind: 'text', title: words('还有什么要求？', 'Anything else?'), lines: 3 },
      ],
    },
  ],
  messages: [
    {
      key: 'due',
      name: words('该复查了', 'A check is due'),
      purpose: 'service',
      form: 'when',
      channels: {
        wecom: {
          text: words(
            '{{customer.name|您}}您好，半年过去，该复查了。想约哪天？{{survey.link}}',
            'Hello {{customer.name|there}}, half a year has passed and a check is due. Which day? {{survey.link}}',
          ),
        },
        sms: {
          text: words(
            '【{{company.name}}】{{customer.name|您}}您好，半年过去，该复查了。想约哪天？{{survey.link}}',
            '{{company.name}}: a check is due. Which day? {{survey.link}}',
          ),
        },
      },
    },
  ],
  flow: {
    nodes: [
      {
        id: 'send',
        kind: 'action',
        action: 'send',
        name: words('想约哪天', 'Which day?'),
        params: {
          message: 'due',
          plan: [{ channel: 'wecom', wait: { n: 4, unit: 'hour' }, until: 'responded' }, { channel: 'sms' }],
        },
      },
      {
        id: 'answer',
        kind: 'wait',
        event: 'response',
        own: true,
        name: words('等她回答', 'Her answer'),
        timeout: { after: { n: 3, unit: 'day' }, do: [] },
      },
      {
        id: 'wants',
        kind: 'branch',
        name: words('想约吗', 'Does she want one?'),
        cases: [
          {
            key: 'yes',
            name: words('想约', 'Yes'),
            of: 'answer',
            where: [{ field: 'day', operator: '!=', value: 'no' }],
            do: [
              {
                id: 'call',
                kind: 'action',
                action: 'task',
                name: words('电话约时间', 'Call to fix the time'),
                params: {
                  title: words('电话约时间', 'Call to fix the time'),
                  assign: { to: 'owner' },
                  due: { n: 2, unit: 'hour', working: true },
                },
              },
            ],
          },
        ],
        otherwise: [],
      },
    ],
  },
};

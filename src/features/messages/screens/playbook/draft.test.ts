import { expect, test } from 'vitest';
import type { Definition } from '../../../../console/playbook/useDraft.ts';
import type { FlowNode } from '../../../../engine/flow/index.ts';
import { MessageTemplate } from '../../contract-definition.ts';
import {
  addChannel,
  changedMessage,
  onlyOn,
  pathOf,
  read,
  removeChannel,
  sendingsOf,
  withTemplate,
  withWords,
  write,
} from './draft.ts';

const both = (zh: string, en = zh) => ({ zh, en });
const send = (id: string, message: string, plan: object[]): FlowNode => ({
  id,
  kind: 'action',
  action: 'send',
  params: { message, plan },
});
const PLAN = [{ channel: 'wecom', wait: { n: 1, unit: 'day' }, until: 'responded' }, { channel: 'sms' }];
const channels = { wecom: { text: both('微') }, sms: { text: both('短') } };
const DOCUMENT = {
  key: 'p',
  name: both('方案'),
  windowDays: 30,
  messages: [
    {
      key: 'ask',
      name: both('问'),
      purpose: 'service',
      channels,
      variants: [{ key: 'b', share: 0.5, channels }],
    },
    { key: 'tell', name: both('说'), purpose: 'marketing', channels: { sms: { text: both('话') } } },
  ],
  flow: {
    nodes: [
      send('first', 'ask', PLAN),
      {
        id: 'w',
        kind: 'wait',
        event: 'response',
        timeout: { after: { n: 1, unit: 'day' }, do: [send('again', 'ask', [{ channel: 'sms' }])] },
      },
      send('last', 'tell', [{ channel: 'sms' }]),
    ],
  },
} as unknown as Definition;
const FIRST = read(DOCUMENT);
const messageIn = (definition: Definition, at: number) => MessageTemplate.parse(definition.messages[at]);

test('what is not touched stays as it is; what was changed is put on top of a newer document, and nothing else', () => {
  expect(write(DOCUMENT, FIRST, FIRST)).toEqual(DOCUMENT);
  const worded = changedMessage(FIRST, 'tell', (each) => withWords(each, 'sms', { text: { zh: '新话', en: ' ' } }));
  const { first } = worded.sends;
  if (!first) throw new Error('no step');
  const now = { ...worded, sends: { ...worded.sends, first: { ...first, preferred: true } } };
  const hers = {
    ...DOCUMENT,
    windowDays: 60,
    messages: [{ ...DOCUMENT.messages[0], key: 'ask', purpose: 'marketing' }, ...DOCUMENT.messages.slice(1)],
  };
  const written = write(hers, now, FIRST);
  expect([written.windowDays, messageIn(written, 0).purpose]).toEqual([60, 'marketing']);
  // In one language only: said in both.
  expect(messageIn(written, 1).channels.sms?.text).toEqual(both('新话'));
  expect(read(written).sends['first']).toEqual({ message: 'ask', plan: PLAN, preferred: true });
  expect(read(written).sends['again']).toEqual(FIRST.sends['again']);
});

test('a channel comes and goes with its place in the plans, and in both wordings', () => {
  const more = addChannel(FIRST, 'ask', 'email');
  const ask = messageIn(write(DOCUMENT, more, FIRST), 0);
  expect([ask.channels.email?.text.zh, ask.variants?.[0]?.channels.email?.text.zh]).toEqual(['短', '短']);
  const less = removeChannel(FIRST, 'ask', 'wecom');
  const left = write(DOCUMENT, less, FIRST);
  expect(Object.keys(messageIn(left, 0).variants?.[0]?.channels ?? {})).toEqual(['sms']);
  expect(read(left).sends['first']?.plan).toEqual([{ channel: 'sms' }]);
  // A step that would have none left is named instead.
  expect(onlyOn(FIRST, 'ask', 'sms')).toEqual(['again']);
  expect(onlyOn(FIRST, 'ask', 'wecom')).toEqual([]);
});

test('an approved template is named and let go of: its text is that of the language that is written', () => {
  const bound = { key: 'visit', values: { name: '{{customer.first|您}}' } };
  const named = changedMessage(FIRST, 'tell', (each) => withTemplate(each, bound, '您好', 'zh'));
  const sms = messageIn(write(DOCUMENT, named, FIRST), 1).channels.sms;
  expect(sms).toEqual({ text: { zh: '您好', en: '话' }, template: bound });
  const free = changedMessage(named, 'tell', (each) => withTemplate(each, null, null, 'zh'));
  expect(messageIn(write(DOCUMENT, free, FIRST), 1).channels.sms).toEqual({ text: { zh: '您好', en: '话' } });
});

test('fields of the page and places of a document', () => {
  expect(sendingsOf(DOCUMENT).map(({ id, path }) => [id, path])).toEqual([
    ['first', 'flow.nodes.0'],
    ['again', 'flow.nodes.1.timeout.do.0'],
    ['last', 'flow.nodes.2'],
  ]);
  expect(pathOf(DOCUMENT, 'm/tell/channels.sms.text')).toBe('messages.1.channels.sms.text');
  expect(pathOf(DOCUMENT, 's/again/plan.0')).toBe('flow.nodes.1.timeout.do.0.params.plan.0');
  expect(pathOf(DOCUMENT, 'm/gone/name')).toBeNull();
});

import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { knownTypes } from '../events/index.ts';
import { flowAction } from '../flows/index.ts';
import { playbookPart } from '../playbooks/index.ts';
import { sendAction } from './actions/send.ts';
import { channelAdapter } from './adapter.ts';
import { emailAdapter } from './channels/email/index.ts';
import { sandbox } from './channels/sandbox.ts';
import { CHANNEL_WORDS, ChannelKind } from './contract-definition.ts';
import { deliverJob } from './deliver.ts';
import { inboundReceived, MESSAGE_EVENTS } from './events.ts';
import * as initial from './migrations/0001-messages.ts';
import { messagesPart } from './part.ts';
import { messagesSweep } from './sweep.ts';
import { messageVariable } from './variable.ts';
import { builtInVariables } from './variables.ts';

export const messagesFeature: Feature = {
  name: 'messages',
  words: { zh: '触达', en: 'Messages' },
  migrations: migrationsOf('messages', { '0001-messages': initial }),
  tables: [
    { name: 'message_template', replay: 'copy' },
    { name: 'message', replay: 'empty' },
    { name: 'delivery', replay: 'empty' },
    { name: 'message_receipt', replay: 'empty' },
    { name: 'inbound_message', replay: 'empty' },
    { name: 'contact_policy', replay: 'copy' },
    { name: 'contact_gate', replay: 'empty' },
    // A replay has no real channel, so it gets no account either.
    { name: 'channel_account', replay: 'empty' },
  ],
  jobs: [deliverJob],
  sweeps: [messagesSweep],
  events: [inboundReceived],
  permissions: [
    { name: 'messages:read', words: { zh: '查看触达记录与沙盒', en: 'See messages and the sandbox' } },
    { name: 'messages:write', words: { zh: '发消息、以客户身份操作沙盒', en: 'Send messages, act in the sandbox' } },
  ],
  fillings: [
    fillSlot(knownTypes, MESSAGE_EVENTS),
    fillSlot(flowAction, sendAction),
    fillSlot(playbookPart, messagesPart),
    fillSlot(channelAdapter, emailAdapter),
    ...builtInVariables.map((variable) => fillSlot(messageVariable, variable)),
    fillSlot(auditWords, {
      actions: {
        'messages.policy_changed': { zh: '修改触达规则', en: 'Changed the contact policy' },
        'messages.channel_set': { zh: '设置渠道', en: 'Set up a channel' },
        'messages.channel_removed': { zh: '移除渠道', en: 'Removed a channel' },
        'messages.channel_tested': { zh: '试发一封', en: 'Sent a test message' },
      },
      things: {
        contact_policy: { zh: '触达规则', en: 'Contact policy' },
        channel_account: { zh: '渠道', en: 'Channel' },
      },
    }),
  ],
  catalog: () => ({
    channels: ChannelKind.options.map((kind) => ({
      kind,
      words: CHANNEL_WORDS[kind],
      sandbox: sandbox(kind).words,
    })),
    variables: builtInVariables.map(({ name, words, example }) => ({ name, words, example })),
  }),
};

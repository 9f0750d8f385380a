import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { knownTypes } from '../events/index.ts';
import { flowAction } from '../flows/index.ts';
import { playbookPart } from '../playbooks/index.ts';
import { sendAction } from './actions/send.ts';
import { channelAdapter } from './adapter.ts';
import { aliyunSmsAdapter } from './channels/aliyun-sms/index.ts';
import { emailAdapter } from './channels/email/index.ts';
import { gatewayAdapter } from './channels/gateway/index.ts';
import { sandbox } from './channels/sandbox.ts';
import { tencentSmsAdapter } from './channels/tencent-sms/index.ts';
import { twilioSmsAdapter } from './channels/twilio-sms/index.ts';
import { CHANNEL_WORDS, ChannelKind } from './contract-definition.ts';
import { deliverJob } from './sending/deliver.ts';
import { channelSignalled, inboundReceived, MESSAGE_EVENTS, strangerWrote, waitedTooLong } from './events.ts';
import * as initial from './migrations/0001-messages.ts';
import * as variant from './migrations/0002-variant.ts';
import * as callbacks from './migrations/0003-callbacks.ts';
import * as texts from './migrations/0004-texts.ts';
import * as engine from './migrations/0005-engine.ts';
import * as awaiting from './migrations/0006-awaiting.ts';
import * as policyTables from './migrations/0007-policy.ts';
import * as channelTemplates from './migrations/0008-channel-templates.ts';
import * as undelivered from './migrations/0009-undelivered.ts';
import * as groupCount from './migrations/0010-group-count.ts';
import * as choice from './migrations/0011-choice.ts';
import { pollJob, pollSweep } from './receipts/poll.ts';
import { messagesPart } from './part.ts';
import { routes } from './routes.ts';
import { closeStopped } from './sending/stopped.ts';
import { messagesSweep } from './sending/sweep.ts';
import { messageVariable } from './words/variable.ts';
import { builtInVariables } from './words/variables.ts';

export const messagesFeature: Feature = {
  name: 'messages',
  words: { zh: '触达', en: 'Messages' },
  migrations: migrationsOf('messages', {
    '0001-messages': initial,
    '0002-variant': variant,
    '0003-callbacks': callbacks,
    '0004-texts': texts,
    '0005-engine': engine,
    '0006-awaiting': awaiting,
    '0007-policy': policyTables,
    '0008-channel-templates': channelTemplates,
    '0009-undelivered': undelivered,
    '0010-group-count': groupCount,
    '0011-choice': choice,
  }),
  tables: [
    { name: 'message_template', replay: 'copy' },
    { name: 'message', replay: 'empty' },
    { name: 'delivery', replay: 'empty' },
    { name: 'message_receipt', replay: 'empty' },
    { name: 'inbound_message', replay: 'empty' },
    { name: 'contact_policy', replay: 'copy' },
    // What she asked for holds in a replay too; what she answers on is learned there anew.
    { name: 'channel_wish', replay: 'copy' },
    { name: 'contact_gate', replay: 'empty' },
    // Who is not contacted is not reached in a replay either.
    { name: 'contact_block', replay: 'copy' },
    { name: 'contact_spend', replay: 'empty' },
    // A replay has no real channel, so it gets no account either.
    { name: 'channel_account', replay: 'empty' },
    { name: 'channel_template', replay: 'empty' },
    { name: 'channel_cache', replay: 'empty' },
    { name: 'channel_cursor', replay: 'empty' },
    { name: 'channel_pace', replay: 'empty' },
    { name: 'early_receipt', replay: 'empty' },
    { name: 'message_group', replay: 'empty' },
    { name: 'message_group_move', replay: 'empty' },
  ],
  routes,
  jobs: [deliverJob, pollJob],
  subscribers: [closeStopped],
  sweeps: [messagesSweep, pollSweep],
  events: [inboundReceived, strangerWrote, channelSignalled, waitedTooLong],
  errors: {
    message_not_sandbox: {
      status: 409,
      words: {
        zh: '这条消息走的是真实渠道，不能以客户身份操作。沙盒里的消息才可以。',
        en: 'A real channel carried this message; only what the sandbox carried can be answered here.',
      },
    },
    message_unknown_end: {
      status: 409,
      words: {
        zh: '没人知道这些消息到没到，再发可能重复。请先核实，说明到没到，再决定。',
        en: 'Nobody knows whether these arrived; sending again could tell somebody twice. Find out first, and say so.',
      },
    },
    channel_not_set: {
      status: 409,
      words: {
        zh: '这个渠道还没有设置，消息都留在沙盒里。请先填好设置。',
        en: 'The channel is not set up; its messages stay in the sandbox. Fill in its settings first.',
      },
    },
    template_key_taken: {
      status: 409,
      words: {
        zh: '键「{{key}}」已经有模板了，换一个。',
        en: 'There is a template with the key {{key}}; choose another.',
      },
    },
    template_wanted: {
      status: 409,
      words: {
        zh: '这个服务商只发审核通过的模板。请先在「设置 → 短信模板」读取或登记一个已通过的。',
        en: 'This provider sends approved templates only. Read or register an approved one first (Settings, SMS templates).',
      },
    },
    templates_unread: {
      status: 502,
      words: { zh: '服务商没有给出模板列表：{{why}}', en: 'The provider did not list its templates: {{why}}' },
    },
    channel_not_earnest: {
      status: 409,
      words: {
        zh: '演示与回放的工作区不会真的发出消息。请在正式的工作区里设置渠道。',
        en: 'A demo or a replay never sends in earnest. Set the channel up in a live workspace.',
      },
    },
  },
  permissions: [
    { name: 'messages:read', words: { zh: '查看触达记录与沙盒', en: 'See messages and the sandbox' } },
    { name: 'messages:write', words: { zh: '发消息、以客户身份操作沙盒', en: 'Send messages, act in the sandbox' } },
    { name: 'messages:configure', words: { zh: '设置渠道与触达规则', en: 'Set up channels and the contact policy' } },
  ],
  fillings: [
    fillSlot(knownTypes, MESSAGE_EVENTS),
    fillSlot(flowAction, sendAction),
    fillSlot(playbookPart, messagesPart),
    fillSlot(channelAdapter, aliyunSmsAdapter),
    fillSlot(channelAdapter, tencentSmsAdapter),
    fillSlot(channelAdapter, twilioSmsAdapter),
    fillSlot(channelAdapter, emailAdapter),
    fillSlot(channelAdapter, gatewayAdapter),
    ...builtInVariables.map((variable) => fillSlot(messageVariable, variable)),
    fillSlot(auditWords, {
      actions: {
        'messages.policy_changed': { zh: '修改触达规则', en: 'Changed the contact policy' },
        'messages.budget_used_up': { zh: '触达预算用完', en: 'A budget of contacts is used up' },
        'messages.blocked': { zh: '加入黑名单', en: 'Blocked contacts' },
        'messages.unblocked': { zh: '移出黑名单', en: 'Unblocked a contact' },
        'messages.channel_wished': { zh: '记下客户要的渠道', en: 'Noted the channel a customer asked for' },
        'messages.channel_set': { zh: '设置渠道', en: 'Set up a channel' },
        'messages.channel_removed': { zh: '移除渠道', en: 'Removed a channel' },
        'messages.template_added': { zh: '登记短信模板', en: 'Registered an SMS template' },
        'messages.template_changed': { zh: '修改短信模板', en: 'Changed an SMS template' },
        'messages.template_removed': { zh: '删除短信模板', en: 'Removed an SMS template' },
        'messages.templates_read': { zh: '读取服务商模板', en: 'Read the templates of a provider' },
        'messages.sent_again': { zh: '再发一次', en: 'Sent again' },
        'messages.settled': { zh: '核实消息结果', en: 'Said what became of a message' },
        'messages.channel_tested': { zh: '试发一封', en: 'Sent a test message' },
      },
      things: {
        contact_policy: { zh: '触达规则', en: 'Contact policy' },
        contact_block: { zh: '黑名单', en: 'Block' },
        channel_template: { zh: '短信模板', en: 'SMS template' },
        message: { zh: '消息', en: 'Message' },
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

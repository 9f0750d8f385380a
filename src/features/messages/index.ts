/** The face of messages. */
export {
  type Attempt,
  type ChannelAdapter,
  channelAdapter,
  type ChannelEvent,
  type CallbackAnswer,
  type ChannelTools,
  CallbackRefused,
  type Content,
  defineAdapter,
  type LostAttempt,
  type Media,
  type Outcome,
  type Polled,
  type RawCallback,
  type SettingField,
} from './adapter.ts';
export { callProvider, retryAfterMs } from './channels/http/call.ts';
export { bagOf, jsonOf, textOf } from './channels/sms/read.ts';
export { BaseUrl, baseUrlField } from './channels/sms/settings.ts';
export { isEmail, isPhone } from './accounts/addresses.ts';
export { isFromTwilio } from './channels/twilio-sms/sign.ts';
export { type About, aboutDelivery } from './records/about.ts';
export { fillTexts } from './words/fill-texts.ts';
export { judgeAgain } from './policy/judge-again.ts';
export { localesOf } from './words/locales.ts';
export { type Carrier, carriersOf, isSandbox, sendsInEarnest } from './accounts/carriers.ts';
export { type Close, closeMessages } from './sending/close.ts';
export { CHANNEL_WORDS, ChannelKind, MessageTemplate, SomeChannels } from './contract-definition.ts';
export { type Check, type ContactPolicy, DEFAULT_POLICY } from './contract-policy.ts';
export { Plan, SendParams, togetherWith } from './contract-plan.ts';
export {
  channelSignalled,
  type InboundItem,
  inboundReceived,
  MESSAGE_EVENTS,
  strangerWrote,
  waitedTooLong,
} from './events.ts';
export { type Finished, type Outgoing, type TextFinisher, textFinisher } from './words/finisher.ts';
export { countGroup, type GroupCount, haltGroup, pauseGroup, resumeGroup, stopGroup } from './groups/groups.ts';
export { countGroups, isGroupOpen } from './groups/store-groups.ts';
export { channelOrders, contactPriceOf, sendToSet, verdictsSql } from './groups/set.ts';
export { askedOf } from './groups/store-set.ts';
export { type Inbound, optOut, receiveInbound } from './inbound/inbound.ts';
export {
  judgeMany,
  type Question as ContactQuestion,
  type Reach as ContactReach,
  type Reachable,
} from './policy/judge.ts';
export { type ContactPrices, contactPrices } from './policy/price.ts';
export { rawCallback } from './receipts/raw-callback.ts';
export { type Receipt, takeReceipts } from './receipts/receipts.ts';
export { type SendEntry, sendMessages } from './sending/send.ts';
export { type ReplyState, replyState } from './inbound/reply-state.ts';
export { type SentText, sendText, type TextEntry } from './inbound/send-text.ts';
export { type ArrivalRow, findArrivals } from './sandbox/store-arrivals.ts';
export { blindAdapters, type ReachFilter, type ReachRow, reachStats } from './receipts/reach.ts';
export { reachSql } from './receipts/store-reach.ts';
export { adoptStranger } from './inbound/strangers.ts';
export { installChannel } from './accounts/install.ts';
export { type StandIn, standIn } from './sandbox/stand-in.ts';
export { takeEvents, takeFrom } from './receipts/take-events.ts';
export { readPlace, signPlace } from './inbound/tokens.ts';
export { toolsFor } from './sending/tools.ts';
export { type Choices, type MessageVariable, messageVariable, type VariableEntry } from './words/variable.ts';
export { type Previewed, previewTemplate, shownOf, tryContent } from './words/preview.ts';
export { checkTemplates, saveTemplates } from './words/templates.ts';

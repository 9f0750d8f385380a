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
export { isEmail, isPhone } from './addresses.ts';
export { isFromTwilio } from './channels/twilio-sms/sign.ts';
export { type About, aboutDelivery } from './about.ts';
export { fillTexts } from './fill-texts.ts';
export { judgeAgain } from './judge-again.ts';
export { localesOf } from './locales.ts';
export { type Carrier, carriersOf, isSandbox, sendsInEarnest } from './carriers.ts';
export { type Close, closeMessages } from './close.ts';
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
export { type Finished, type Outgoing, type TextFinisher, textFinisher } from './finisher.ts';
export { countGroup, type GroupCount, haltGroup, pauseGroup, resumeGroup, stopGroup } from './groups.ts';
export { countGroups, isGroupOpen } from './store-groups.ts';
export { channelOrders, contactPriceOf, sendToSet, verdictsSql } from './set.ts';
export { askedOf } from './store-set.ts';
export { type Inbound, optOut, receiveInbound } from './inbound.ts';
export { judgeMany, type Question as ContactQuestion, type Reach as ContactReach, type Reachable } from './judge.ts';
export { type ContactPrices, contactPrices } from './price.ts';
export { rawCallback } from './raw-callback.ts';
export { type Receipt, takeReceipts } from './receipts.ts';
export { type SendEntry, sendMessages } from './send.ts';
export { type ReplyState, replyState } from './reply-state.ts';
export { type SentText, sendText, type TextEntry } from './send-text.ts';
export { type ArrivalRow, findArrivals } from './store-arrivals.ts';
export { blindAdapters, type ReachFilter, type ReachRow, reachStats } from './reach.ts';
export { reachSql } from './store-reach.ts';
export { adoptStranger } from './strangers.ts';
export { installChannel } from './install.ts';
export { type StandIn, standIn } from './stand-in.ts';
export { takeEvents, takeFrom } from './take-events.ts';
export { readPlace, signPlace } from './tokens.ts';
export { toolsFor } from './tools.ts';
export { type Choices, type MessageVariable, messageVariable, type VariableEntry } from './variable.ts';
export { type Previewed, previewTemplate, shownOf, tryContent } from './preview.ts';
export { checkTemplates, saveTemplates } from './templates.ts';

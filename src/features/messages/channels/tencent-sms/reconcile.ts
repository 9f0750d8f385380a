/** What became of an attempt, by the provider's own records. */
import type { LostAttempt, Outcome } from '../../adapter.ts';
import { type Bag, bagOf, listOf, textOf } from '../sms/read.ts';
import { neverTaken } from '../sms/settings.ts';
import { callTencent } from './call.ts';
import { outcomeOfCode } from './codes.ts';
import type { TencentSettings } from './index.ts';

const ASKED_MS = 10_000;
/** Its clock may stand a little before ours; an attempt takes no longer than this. */
const BEFORE_S = 30;
const AFTER_S = 60;

/**
 * By the context we gave, where the account has it returned; else by number and time: one customer gets one message at a time, so a single
 * record of those seconds is it, and of several nobody can say.
 */
export async function reconcile(settings: TencentSettings, lost: LostAttempt): Promise<Outcome | null> {
  const sent = Math.floor(lost.sentAt.getTime() / 1000);
  const common = { PhoneNumber: lost.to, SmsSdkAppId: settings.appId, BeginTime: sent - BEFORE_S, Offset: 0 };
  const signal = AbortSignal.timeout(ASKED_MS);
  const pulled = await callTencent(settings, 'PullSmsSendStatusByPhoneNumber', { ...common, Limit: 100 }, signal);
  const receipts = 'said' in pulled ? listOf(pulled.said['PullSmsSendStatusSet']).map(bagOf) : [];
  const own = receipts.find((each) => each['SessionContext'] === lost.deliveryId || isIts(each, lost));
  if (own) return own['ReportStatus'] === 'SUCCESS' ? confirmed(own) : failed(textOf(own['Description']));
  const asked = { ...common, EndTime: sent + AFTER_S, Limit: 50 };
  const answer = await callTencent(settings, 'DescribeSendRecordList', asked, AbortSignal.timeout(ASKED_MS));
  if ('refused' in answer) return null;
  const records = listOf(answer.said['SendRecordSet']).map(bagOf);
  const found = lost.providerId ? records.filter((each) => isIts(each, lost)) : records;
  if (found.length > 1) return null;
  return found[0] ? endOf(found[0]) : neverTaken(lost.sentAt);
}

const isIts = (each: Bag, { providerId }: LostAttempt): boolean =>
  providerId !== null && each['SerialNo'] === providerId;

const confirmed = (each: Bag): Outcome => ({ kind: 'confirmed', providerId: textOf(each['SerialNo']) });
const failed = (code: string): Outcome => ({
  kind: 'rejected',
  scope: 'recipient',
  code: code || 'failed',
  note: code,
});

/** 1 refused, 2 delivered, 3 on its way, 4 not delivered. */
function endOf(record: Bag): Outcome {
  switch (record['SendStatus']) {
    case 1:
      return outcomeOfCode(textOf(record['RequestCode']), '', new Date());
    case 2:
      return confirmed(record);
    case 4:
      return failed(textOf(record['StatusCode']));
    default:
      return { kind: 'accepted', providerId: textOf(record['SerialNo']) };
  }
}

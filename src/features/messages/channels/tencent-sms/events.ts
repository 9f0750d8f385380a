/** Receipts and replies of Tencent, posted to us or fetched. Pure. */
import { CallbackRefused, type CallbackAnswer, type ChannelEvent } from '../../adapter.ts';
import { phoneOf } from '../sms/phone.ts';
import { type Bag, chinaTime, itemsOf, nameOf, ownId, textOf } from '../sms/read.ts';

export function readTencent(body: Buffer, now: Date): CallbackAnswer {
  const events = itemsOf(body).map((each) => postedEvent(each, now));
  return { events, reply: { status: 200, body: '{"result":0,"errmsg":"OK"}', type: 'application/json' } };
}

function postedEvent(each: Bag, now: Date): ChannelEvent {
  const from = phoneOf(textOf(each['mobile']), textOf(each['nationcode']));
  if (!from) throw new CallbackRefused('body');
  const { text, time, extend, sid, report_status: status, errmsg: code, description: note } = each;
  if (typeof text === 'string') {
    const key = nameOf(from, text, time, extend);
    return { type: 'inbound', key, from, text, at: chinaTime(time, now) };
  }
  if (!textOf(sid) || !/^(SUCCESS|FAIL)$/.test(textOf(status))) throw new CallbackRefused('body');
  const at = chinaTime(each['user_receive_time'], now);
  return receiptOf({ serial: textOf(sid), ok: status === 'SUCCESS', at, code: textOf(code), note: textOf(note) });
}

/** A row of PullSmsSendStatus. */
export function pulledReceipt(each: Bag, now: Date): ChannelEvent {
  const { SerialNo: serial, ReportStatus: status, Description: note, SessionContext: session } = each;
  const deliveryId = ownId(session);
  const at = chinaTime(each['UserReceiveTime'], now);
  const receipt = receiptOf({ serial: textOf(serial), ok: status === 'SUCCESS', at, code: '', note: textOf(note) });
  return deliveryId ? { ...receipt, deliveryId } : receipt;
}

/** A row of PullSmsReplyStatus. */
export function pulledReply(each: Bag, now: Date): ChannelEvent[] {
  const { SubscriberNumber: number, CountryCode: nation, PhoneNumber: whole, ReplyContent: text } = each;
  const from = phoneOf(textOf(whole) || textOf(number), textOf(whole) ? '' : textOf(nation));
  if (!from) return [];
  const key = nameOf(from, text, each['ReplyTime'], textOf(each['ExtendCode']));
  return [{ type: 'inbound', key, from, text: textOf(text), at: chinaTime(each['ReplyTime'], now) }];
}

type Receipt = Extract<ChannelEvent, { readonly type: 'receipt' }>;

function receiptOf(told: { serial: string; ok: boolean; at: Date; code: string; note: string }): Receipt {
  const { serial, ok, at, code, note } = told;
  const status = ok ? 'delivered' : 'failed';
  return { type: 'receipt', key: `${serial}:${status}`, providerId: serial, status, at, code, note };
}

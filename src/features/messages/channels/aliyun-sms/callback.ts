/** Receipts (SmsReport) and replies (SmsUp), as Aliyun posts them: a list, some of it perhaps twice. Pure. */
import { CallbackRefused, type CallbackAnswer, type ChannelEvent } from '../../adapter.ts';
import { phoneOf } from '../sms/phone.ts';
import { type Bag, chinaTime, itemsOf, nameOf, ownId, textOf } from '../sms/read.ts';

export function readAliyun(body: Buffer, now: Date): CallbackAnswer {
  const events = itemsOf(body).map((each) => eventOf(each, now));
  return { events, reply: { status: 200, body: '{"code":0,"msg":"接收成功"}', type: 'application/json' } };
}

function eventOf(each: Bag, now: Date): ChannelEvent {
  const from = phoneOf(textOf(each['phone_number']));
  if (!from) throw new CallbackRefused('body');
  if (typeof each['content'] === 'string') {
    const { content, send_time: at, sequence_id: id, dest_code: to } = each;
    const key = textOf(id) || nameOf(from, content, at, to);
    return { type: 'inbound', key, from, text: textOf(content), at: chinaTime(at, now) };
  }
  const { biz_id: bizId, out_id: outId, success, err_code: code, err_msg: note, report_time: at } = each;
  if (typeof success !== 'boolean' || !textOf(bizId)) throw new CallbackRefused('body');
  const deliveryId = ownId(outId);
  return {
    type: 'receipt',
    key: `${textOf(bizId)}:${from}:${success}`,
    ...(deliveryId ? { deliveryId } : {}),
    providerId: textOf(bizId),
    status: success ? 'delivered' : 'failed',
    at: chinaTime(at, now),
    code: textOf(code),
    note: textOf(note),
  };
}

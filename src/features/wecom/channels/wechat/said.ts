/** One entry of `sync_msg` in our words. (path/94670) */
import type { ChannelEvent, Media } from '../../../messages/index.ts';
import { timeOf } from '../api/callback.ts';
import { type Answer, textOf } from '../api/client.ts';

const CUSTOMER = 3;
const SYSTEM = 4;

/** What a chat shows in its list for what is no text. */
const SHOWN: Readonly<Record<string, string>> = {
  image: '[图片]',
  voice: '[语音]',
  video: '[视频]',
  file: '[文件]',
  location: '[位置]',
  link: '[链接]',
  business_card: '[名片]',
  miniprogram: '[小程序]',
};

const part = (value: unknown): Answer => (typeof value === 'object' && value !== null ? (value as Answer) : {});

export function eventsOf(entry: Answer): ChannelEvent[] {
  const origin = Number(entry['origin']);
  if (textOf(entry['msgtype']) === 'event' || origin === SYSTEM) return systemEvents(entry);
  if (origin !== CUSTOMER) return [];
  const type = textOf(entry['msgtype']);
  const body = part(entry[type]);
  const choice = textOf(body['menu_id']);
  const media = mediaOf(type, body);
  return [
    {
      type: 'inbound',
      key: textOf(entry['msgid']),
      from: textOf(entry['external_userid']),
      at: timeOf(entry['send_time']),
      text: type === 'text' ? textOf(body['content']) : shownAs(type, body),
      ...(choice ? { choice } : {}),
      ...(media ? { media: [media] } : {}),
    },
  ];
}

function shownAs(type: string, body: Answer): string {
  const more = ['title', 'name', 'address', 'url'].map((key) => textOf(body[key])).filter(Boolean);
  return [SHOWN[type] ?? `[${type}]`, ...more].join(' ');
}

function mediaOf(type: string, body: Answer): Media | null {
  const ref = textOf(body['media_id']);
  if (!ref || !(type === 'image' || type === 'voice' || type === 'video' || type === 'file')) return null;
  return { kind: type, ref };
}

/** Why a message of ours did not arrive. (path/94670, msg_send_fail) */
const BLOCKED = '10';

function systemEvents(entry: Answer): ChannelEvent[] {
  const event = part(entry['event']);
  const name = textOf(event['event_type']);
  const key = textOf(entry['msgid']);
  const from = textOf(event['external_userid']);
  const at = timeOf(entry['send_time']);
  if (name === 'msg_send_fail') {
    const why = textOf(event['fail_type']);
    const failed: ChannelEvent = {
      type: 'receipt',
      key,
      deliveryId: deliveryOf(textOf(event['fail_msgid'])),
      status: 'failed',
      at,
      code: `fail_type ${why}`,
    };
    // 10: she refuses messages of this account.
    const out: ChannelEvent = { type: 'optOut', key: `${key}:out`, from, at, evidence: '微信客服：客户拒收' };
    return why === BLOCKED && from ? [failed, out] : [failed];
  }
  const data = Object.fromEntries(
    Object.entries(event).flatMap(([field, value]) => (textOf(value) === '' ? [] : [[field, textOf(value)]])),
  );
  return [{ type: 'signal', key, name: `wechat.${name}`, ...(from ? { from } : {}), at, data }];
}

/** Their ids have at most 32 characters: ours without what they all begin with. */
export const msgidOf = (deliveryId: string): string => deliveryId.replace(/^dlv_/, '');
const deliveryOf = (msgid: string): string => `dlv_${msgid}`;

import { instant } from './calendar.ts';
import type { Chance } from './chance.ts';
import type { Person, Span } from './people.ts';
import type { Consent, ConsentChannel } from './types.ts';

/** The texts that were shown when a customer agreed; a consent names one by key. */
export const WORDINGS = [
  {
    key: 'service-1',
    zh: '我同意安和口腔为预约提醒、术后关怀和复查通知与我联系。',
    en: 'I agree that Anhe Dental contacts me about appointments, aftercare and check-ups.',
  },
  {
    key: 'marketing-1',
    zh: '我同意安和口腔向我发送活动和优惠信息，可随时退订。',
    en: 'I agree to receive offers from Anhe Dental and can withdraw at any time.',
  },
  {
    key: 'marketing-2',
    zh: '我同意安和口腔通过所选渠道发送口腔健康建议、活动和优惠，每月不超过 4 次，可随时回复 T 退订。',
    en: 'I agree to receive dental advice and offers from Anhe Dental on the chosen channels, at most 4 a month, and can reply T to stop.',
  },
] as const;

/** What she agreed to on the day she registered, and what she took back since. */
export function consentsOf(
  chance: Chance,
  person: Person,
  registeredAt: number,
  span: Span,
  friend: boolean,
): Consent[] {
  const lines: Consent[] = [];
  const second = person.createdDay >= span.start + 120;
  const say = (
    purpose: Consent['purpose'],
    channel: ConsentChannel,
    granted: boolean,
    at: number,
    how: string,
  ): void => {
    const wording = purpose === 'service' ? 'service-1' : second ? 'marketing-2' : 'marketing-1';
    lines.push({ customer: person.externalId, purpose, channel, granted, at, wording, how });
  };
  const online = person.source === '小程序' || person.source === '抖音直播' || person.source === '美团';
  const how = online ? '小程序勾选' : '建档签字';
  const open = chance.hits(0.9) || person.script !== null;
  for (const channel of ['sms', 'voice'] as const) {
    if (person.phone === null) continue;
    if (chance.hits(0.97)) say('service', channel, true, registeredAt, how);
    if (open && chance.hits(channel === 'sms' ? 0.82 : 0.55)) say('marketing', channel, true, registeredAt, how);
  }
  if (friend) {
    say('service', 'wecom', true, registeredAt, '企微扫码');
    if (open && chance.hits(0.85)) say('marketing', 'wecom', true, registeredAt, '企微扫码');
  }
  if (person.script === null) takeBack(chance, person, lines, span, say);
  return lines;
}

type Say = (purpose: Consent['purpose'], channel: ConsentChannel, granted: boolean, at: number, how: string) => void;

/** One in sixteen leaves one marketing channel, one in sixty wants no marketing at all any more. */
function takeBack(chance: Chance, person: Person, lines: readonly Consent[], span: Span, say: Say): void {
  const given = lines.filter((line) => line.purpose === 'marketing');
  if (given.length === 0) return;
  const first = Math.max(person.createdDay, span.start) + 7;
  if (first >= span.until) return;
  const at = (): number => instant(chance.whole(first, span.until - 1), 9 * 60 + chance.next() * 11 * 60);
  if (chance.hits(1 / 60)) {
    const when = at();
    for (const line of given) say('marketing', line.channel, false, when, '电话要求停止');
  } else if (chance.hits(1 / 16)) {
    const line = chance.pick(given);
    say(
      'marketing',
      line.channel,
      false,
      at(),
      line.channel === 'sms' ? '回复 T 退订' : line.channel === 'wecom' ? '删除企微好友' : '通话中拒绝',
    );
  }
}

/** May she be contacted for marketing on some channel at that instant? */
export function allowsMarketing(lines: readonly Consent[], at: number): boolean {
  const latest = new Map<ConsentChannel, Consent>();
  for (const line of lines) {
    if (line.purpose !== 'marketing' || line.at >= at) continue;
    const before = latest.get(line.channel);
    if (before === undefined || line.at >= before.at) latest.set(line.channel, line);
  }
  for (const line of latest.values()) if (line.granted) return true;
  return false;
}

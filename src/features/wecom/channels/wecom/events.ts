/** What the customer contact app tells: who was added, changed, lost. (path/92130, path/92277) */
import type { ChannelEvent } from '../../../messages/index.ts';
import { type Fields, timeOf } from '../api/callback.ts';

export const CONTACT = 'wecom.contact';

/** By what they are about and when: their retries carry the same. */
export function readEvents(fields: Fields): ChannelEvent[] {
  if (fields['Event'] !== 'change_external_contact') return [];
  const { ChangeType: change = '', UserID: user = '', ExternalUserID: from = '', CreateTime: time = '0' } = fields;
  if (!change || !from) return [];
  const data = {
    change,
    user,
    state: fields['State'] ?? '',
    welcome: fields['WelcomeCode'] ?? '',
    source: fields['Source'] ?? '',
  };
  return [{ type: 'signal', key: `${change}:${user}:${from}:${time}`, name: CONTACT, from, at: timeOf(time), data }];
}

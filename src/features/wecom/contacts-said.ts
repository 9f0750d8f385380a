/** Contacts as WeCom tells them. (path/92114 one, path/92994 many) */
import { type Answer, listOf, textOf } from './channels/api/client.ts';
import { timeOf } from './channels/api/callback.ts';
import { normalizePhone } from '../customers/index.ts';

/** A customer as the friend of one colleague. */
export interface Seen {
  readonly externalId: string;
  readonly userid: string;
  readonly name: string | null;
  readonly remark: string | null;
  /** What the colleague wrote down. */
  readonly phones: readonly string[];
  readonly unionid: string | null;
  /** The mark of the QR code or link she came by. */
  readonly source: string | null;
  readonly addWay: number | null;
  readonly tagIds: readonly string[];
  readonly addedAt: Date;
}

const part = (value: unknown): Answer => (typeof value === 'object' && value !== null ? (value as Answer) : {});
const orNull = (value: unknown): string | null => textOf(value) || null;
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(textOf).filter(Boolean) : []);

export function seenOf(contact: unknown, follow: Answer): Seen {
  const person = part(contact);
  const phones = texts(follow['remark_mobiles']).map(normalizePhone);
  return {
    externalId: textOf(person['external_userid']),
    userid: textOf(follow['userid']),
    name: orNull(person['name']),
    remark: orNull(follow['remark']),
    phones: [...new Set(phones.filter((phone) => /^\+\d{8,15}$/.test(phone)))].sort(),
    unionid: orNull(person['unionid']),
    source: orNull(follow['state']),
    addWay: follow['add_way'] === undefined ? null : Number(follow['add_way']),
    tagIds: follow['tag_id']
      ? texts(follow['tag_id'])
      : listOf(follow['tags'])
          .map((tag) => textOf(tag['tag_id']))
          .filter(Boolean),
    addedAt: timeOf(follow['createtime']),
  };
}

/** Tags by id, of all groups. (path/92117) */
export function tagNames(said: Answer): Record<string, string> {
  const all = listOf(said['tag_group']).flatMap((group) => listOf(group['tag']));
  return Object.fromEntries(all.map((tag) => [textOf(tag['id']), textOf(tag['name'])]));
}

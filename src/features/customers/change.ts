/** What a form or a row of a file makes of a customer's record. */
import { normalizeEmail, normalizePhone } from './phone.ts';
import { pinyinOf, searchText } from './search.ts';
import type { CustomerRecord } from './store.ts';
import type { AttributeValue, CustomerInput } from './contract.ts';

/** Fields left out stay; null empties. The search column follows. */
export function changed(record: CustomerRecord, input: CustomerInput, now: Date): CustomerRecord {
  const pick = <T>(given: T | undefined, old: T): T => (given === undefined ? old : given);
  const name = pick(input.name, record.name) ?? null;
  const next = {
    ...record,
    external_id: input.externalId ?? record.external_id,
    name,
    name_pinyin: name === record.name ? record.name_pinyin : pinyinOf(name),
    phone: input.phone ? normalizePhone(input.phone) : (pick(input.phone, record.phone) ?? null),
    email: input.email ? normalizeEmail(input.email) : (pick(input.email, record.email) ?? null),
    gender: pick(input.gender, record.gender) ?? null,
    birthday: pick(input.birthday, record.birthday) ?? null,
    city: pick(input.city, record.city) ?? null,
    owner_id: pick(input.ownerId, record.owner_id) ?? null,
    team_id: pick(input.teamId, record.team_id) ?? null,
    attributes: mergeAttributes(record.attributes, input.attributes ?? {}),
  };
  return { ...next, search: searchText(next, next.name_pinyin), updated_at: now };
}

function mergeAttributes(
  old: Readonly<Record<string, AttributeValue>>,
  given: Readonly<Record<string, AttributeValue | null>>,
): Record<string, AttributeValue> {
  const all = Object.entries({ ...old, ...given });
  return Object.fromEntries(all.filter((entry): entry is [string, AttributeValue] => entry[1] !== null));
}

/** Names of the fields in which two records differ, for the audit log and for counting rows that change nothing. */
export function differences(before: CustomerRecord, after: CustomerRecord): string[] {
  const fields = [
    'external_id',
    'name',
    'phone',
    'email',
    'gender',
    'birthday',
    'city',
    'owner_id',
    'team_id',
  ] as const;
  const found: string[] = fields.filter((field) => before[field] !== after[field]);
  const keys = new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)]);
  for (const key of keys) if (before.attributes[key] !== after.attributes[key]) found.push(`attributes.${key}`);
  return found;
}

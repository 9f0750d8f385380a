/** The fields every workspace has. Attributes, event types and segments are added by the workspace; other rooms may add fields. */
import type { Words } from '../words.ts';
import { type Catalogue, type CatalogueData, type Field, indexCatalogue } from './catalogue.ts';
import { eventCountKind, eventFirstKind, eventLastKind, eventSumKind } from './events/kinds.ts';
import type { Kind } from './kind.ts';
import { segmentKind, tagKind } from './kinds/membership.ts';
import { booleanKind, choiceKind, numberKind, textKind } from './kinds/plain.ts';
import { dateKind, instantKind } from './kinds/times.ts';

export const KINDS: readonly Kind[] = [
  textKind,
  choiceKind,
  numberKind,
  booleanKind,
  dateKind,
  instantKind,
  tagKind,
  eventCountKind,
  eventSumKind,
  eventLastKind,
  eventFirstKind,
  segmentKind,
];

const PROFILE: Words = { zh: '客户资料', en: 'Profile' };
const BEHAVIOUR: Words = { zh: '行为', en: 'Behaviour' };
const OWN: Words = { zh: '自定义属性', en: 'Custom attributes' };

const columnField = (column: string, kind: string, zh: string, en: string): Field => ({
  name: `customer.${column}`,
  kind,
  label: { zh, en },
  source: { from: 'column', column },
  group: PROFILE,
});

const kindField = (name: string, zh: string, en: string, group: Words): Field => ({
  name,
  kind: name,
  label: { zh, en },
  source: { from: 'kind' },
  group,
});

export const BUILT_IN_FIELDS: readonly Field[] = [
  columnField('name', 'text', '姓名', 'name'),
  columnField('external_id', 'text', '客户编号', 'customer id'),
  columnField('phone', 'text', '手机', 'phone'),
  columnField('email', 'text', '邮箱', 'e-mail'),
  {
    ...columnField('gender', 'choice', '性别', 'gender'),
    choices: [
      { value: 'female', label: { zh: '女', en: 'female' } },
      { value: 'male', label: { zh: '男', en: 'male' } },
      { value: 'other', label: { zh: '其他', en: 'other' } },
    ],
  },
  columnField('birthday', 'date', '生日', 'birthday'),
  columnField('city', 'text', '城市', 'city'),
  columnField('owner_id', 'text', '负责人', 'owner'),
  columnField('created_at', 'instant', '建档时间', 'created'),
  kindField('tag', '标签', 'tag', PROFILE),
  kindField('segment', '分群', 'segment', PROFILE),
  kindField('event_count', '事件次数', 'number of events', BEHAVIOUR),
  kindField('event_sum', '事件金额合计', 'total of events', BEHAVIOUR),
  kindField('event_last', '上次事件', 'last event', BEHAVIOUR),
  kindField('event_first', '首次事件', 'first event', BEHAVIOUR),
];

/** A custom attribute as a field. */
export function attributeField(
  key: string,
  kind: 'text' | 'number' | 'boolean' | 'date' | 'choice',
  label: Words,
  choices?: Field['choices'],
): Field {
  return {
    name: `attr.${key}`,
    kind,
    label,
    source: { from: 'attribute', key },
    group: OWN,
    ...(choices ? { choices } : {}),
  };
}

export function createCatalogue(own: Partial<CatalogueData>, moreKinds: readonly Kind[] = []): Catalogue {
  const { fields = [], events = [], segments = [] } = own;
  return indexCatalogue({ fields: [...BUILT_IN_FIELDS, ...fields], events, segments }, [...KINDS, ...moreKinds]);
}

import { useSay } from '../../../../console/lib/i18n.ts';
import { useEndpoint } from '../../../../console/query.ts';
import type { Words } from '../../../../engine/words.ts';
import { listAuditWords } from '../../contract.ts';

const fieldWords: Readonly<Record<string, Words>> = {
  name: { zh: '名称', en: 'Name' },
  email: { zh: '邮箱', en: 'E-mail' },
  role: { zh: '角色', en: 'Role' },
  dataScope: { zh: '数据范围', en: 'Data scope' },
  teamIds: { zh: '团队', en: 'Teams' },
  active: { zh: '在用', en: 'Active' },
  zone: { zh: '时区', en: 'Time zone' },
  currency: { zh: '货币', en: 'Currency' },
  locale: { zh: '语言', en: 'Language' },
  kind: { zh: '类型', en: 'Kind' },
  prefix: { zh: '开头', en: 'Begins with' },
  permissions: { zh: '权限', en: 'Permissions' },
  expiresAt: { zh: '到期', en: 'Expires' },
  fields: { zh: '字段', en: 'Fields' },
  externalId: { zh: '客户编号', en: 'Customer id' },
  what: { zh: '内容', en: 'What' },
  phone: { zh: '手机', en: 'Phone' },
  shown: { zh: '显示人数', en: 'People shown' },
  hours: { zh: '宽限小时', en: 'Hours of grace' },
  newLogin: { zh: '新账号', en: 'New login' },
};

export function fieldName(key: string, say: (words: Words) => string): string {
  const known = fieldWords[key];
  return known ? say(known) : key;
}

/** Names of actions and things, as the rooms give them; one without words is shown by its code. */
export function useAuditWords() {
  const say = useSay();
  const query = useEndpoint(listAuditWords, {}, { staleTime: 600_000 });
  const named = (words: Readonly<Record<string, Words>> | undefined) => (code: string) => {
    const known = words?.[code];
    if (known) return say(known);
    return query.isLoading ? '…' : code;
  };
  const things = query.data?.things ?? {};
  return {
    action: named(query.data?.actions),
    thing: named(things),
    things: Object.entries(things).map(([value, words]) => ({ value, label: say(words) })),
  };
}

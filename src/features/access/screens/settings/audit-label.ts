import { useSay } from '../../../../console/lib/i18n.ts';
import { useCan } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import type { Words } from '../../../../engine/words.ts';
import { listPlaybooks } from '../../../playbooks/contract.ts';
import type { AuditEntry } from '../../contract.ts';

/** Lists of customers that were looked through: whole, of a segment being tried, or as tasks. */
const LISTS: Readonly<Record<string, Words>> = {
  '*': { zh: '全部客户', en: 'All customers' },
  preview: { zh: '试算一个分群', en: 'A segment being tried' },
  insights: { zh: '客户原话', en: 'What customers said' },
  responses: { zh: '答卷', en: 'Responses' },
  messages: { zh: '触达记录', en: 'Messages' },
  sandbox: { zh: '沙盒收件箱', en: 'Sandbox inbox' },
  'tasks:mine': { zh: '自己的任务', en: 'Her own tasks' },
  'tasks:pool': { zh: '没人领的任务', en: 'Tasks nobody has' },
  'tasks:all': { zh: '全部任务', en: 'All tasks' },
};

/** An id of ours says nothing to a reader; a key that people chose does. */
const OUR_ID = /_[0-9a-f]{32}$|^\*$/;

/** What the thing of an entry is called, as far as the entry and the playbooks' names say. */
export function useLabel(): (entry: AuditEntry) => string {
  const say = useSay();
  const can = useCan();
  const playbooks = useEndpoint(listPlaybooks, {}, { enabled: can('playbooks:read'), staleTime: 600_000 });
  return ({ action, detail, entity, entityId }) => {
    const { name, email, externalId } = detail;
    const text = [Array.isArray(name) ? name.at(-1) : name, email, externalId].find((one) => typeof one === 'string');
    if (typeof text === 'string') return text;
    const list = action === 'customers.listed' ? LISTS[entityId] : undefined;
    if (list) return say(list);
    const key = entity === 'playbook' ? entityId : /^playbook:(.+)$/.exec(entityId)?.[1];
    const playbook = key && playbooks.data?.playbooks.find((one) => one.key === key);
    if (playbook) return say(playbook.name);
    return OUR_ID.test(entityId) ? '' : entityId;
  };
}

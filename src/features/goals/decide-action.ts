/** What an alert proposes to do, and where. Pure. */
import type { Words } from '../../engine/words.ts';
import type { Alert, Cause } from './contract-alerts.ts';

export interface ActedOn {
  readonly kind: Alert['kind'];
  readonly about: string;
  readonly goal_id: string | null;
  readonly playbook: string | null;
}

type Action = { readonly label: Words; readonly path: string };

export function actionOf({ kind, about, goal_id, playbook }: ActedOn, cause: Cause | null): Action {
  if (kind === 'ratio') {
    const [what, key = ''] = about.split(':');
    if (what === 'trial') return { label: { zh: '查看实验', en: 'See the experiment' }, path: 'experiments' };
    return { label: { zh: '查看记分卡', en: 'See the scorecard' }, path: `scorecards/${key}` };
  }
  const part = cause?.part;
  const detail: Action = { label: { zh: '查看各部分', en: 'See the parts' }, path: `goals/${goal_id ?? ''}` };
  if (!part || part.key === '') return detail;
  const { zh, en } = part.name;
  switch (part.by) {
    case 'script':
      return { label: { zh: `修改话术「${zh}」`, en: `Change the script ${en}` }, path: `scripts/${part.key}` };
    case 'playbook':
      return { label: { zh: `修改方案「${zh}」`, en: `Change the playbook ${en}` }, path: `playbooks/${part.key}` };
    case 'channel':
      return playbook
        ? { label: { zh: `修改方案里的「${zh}」消息`, en: `Change its ${en} messages` }, path: `playbooks/${playbook}` }
        : { label: { zh: `查看「${zh}」的消息`, en: `See the ${en} messages` }, path: `messages?channel=${part.key}` };
    case 'reason':
      return {
        label: { zh: `查看原因「${zh}」的原话`, en: `Read what is said of ${en}` },
        path: `insights?reason=${part.key}`,
      };
    case 'person':
      return { label: { zh: `查看 ${zh} 的任务`, en: `See the tasks of ${en}` }, path: 'board' };
    default:
      return detail;
  }
}

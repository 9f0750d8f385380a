/** What is wrong with a task node of a playbook, and how it reads in the picture of the flow. Pure. */
import type { Words } from '../../engine/words.ts';
import { roleWords } from '../access/contract.ts';
import { DEFAULT_ACCEPT, DEFAULT_DUE, type TaskParams, type TaskWait } from './contract-params.ts';

type Json = Readonly<Record<string, unknown>>;

interface Flaw {
  readonly path: string;
  readonly words: Words;
}

const HOURS = { minute: 1 / 60, hour: 1, day: 8 } as const;

export function taskFlaws(params: TaskParams, document: Json): readonly Flaw[] {
  const flaws: Flaw[] = [];
  const missing = (path: 'form' | 'script', list: string, zh: string) => {
    const key = params[path];
    const there = Array.isArray(document[list]) && (document[list] as Json[]).some((each) => each['key'] === key);
    if (key !== undefined && !there)
      flaws.push({ path, words: { zh: `方案里没有${zh}「${key}」`, en: `the playbook has no ${path} "${key}"` } });
  };
  missing('form', 'forms', '表单');
  missing('script', 'scripts', '话术');
  const accept = params.accept ?? DEFAULT_ACCEPT;
  if (accept.remind.n * HOURS[accept.remind.unit] > accept.escalate.n * HOURS[accept.escalate.unit])
    flaws.push({
      path: 'accept.escalate',
      words: { zh: '升级不能早于提醒', en: 'it cannot escalate before it reminds' },
    });
  return flaws;
}

const UNIT: Readonly<Record<TaskWait['unit'], Words>> = {
  minute: { zh: '分钟', en: 'minute' },
  hour: { zh: '小时', en: 'hour' },
  day: { zh: '天', en: 'day' },
};

function sayWait({ n, unit, working }: TaskWait): Words {
  const zh =
    unit === 'day' && working !== false
      ? `${n} 个工作日`
      : `${n} ${UNIT[unit].zh}${working === false ? '' : '（工作时间）'}`;
  return { zh, en: `${n} ${working === false ? '' : 'working '}${UNIT[unit].en}${n === 1 ? '' : 's'}` };
}

function sayAssign({ assign }: TaskParams): Words {
  const team = assign.team ? { zh: `「${assign.team}」组`, en: ` in ${assign.team}` } : { zh: '', en: '' };
  const role = roleWords[assign.role ?? 'agent'].name;
  if (assign.to === 'owner') return { zh: '客户负责人', en: 'the customer’s owner' };
  if (assign.to === 'member') return { zh: assign.member ?? '', en: assign.member ?? '' };
  return { zh: `${team.zh}${role.zh}轮流`, en: `${role.en}s${team.en}, in turn` };
}

export function describeTask(params: TaskParams): Words {
  const to = sayAssign(params);
  const due = sayWait(params.due ?? DEFAULT_DUE);
  return {
    zh: `${params.title.zh}：分给${to.zh}，${due.zh}内完成`,
    en: `${params.title.en}: for ${to.en}, within ${due.en}`,
  };
}

/** What a plan does, as one would tell it. Browser-safe. */
import type { Words } from '../../engine/words.ts';
import { CHANNEL_WORDS } from './contract-definition.ts';
import { type Plan, type PlanStep, togetherWith } from './contract-plan.ts';

type Until = NonNullable<PlanStep['until']>;

const NOT: Readonly<Record<Until, Words>> = {
  delivered: { zh: '没有送达', en: 'Not delivered' },
  read: { zh: '没有读', en: 'Not read' },
  responded: { zh: '没有回复', en: 'No answer' },
};
/** A call that arrived was taken. */
const NOT_TAKEN: Words = { zh: '没有接通', en: 'Not taken' };

const UNITS: Readonly<Record<NonNullable<PlanStep['wait']>['unit'], Words>> = {
  minute: { zh: '分钟', en: 'minute' },
  hour: { zh: '小时', en: 'hour' },
  day: { zh: '天', en: 'day' },
};

export function spanWords({ n, unit }: NonNullable<PlanStep['wait']>): Words {
  const { zh, en } = UNITS[unit];
  return { zh: `${n} ${zh}`, en: `${n} ${en}${n === 1 ? '' : 's'}` };
}

/** The steps in those that are tried at the same time. */
export function groupsOf(plan: Plan): PlanStep[][] {
  return plan.flatMap((_step, at) => {
    const { first, last } = togetherWith(plan, at);
    return first === at ? [plan.slice(first, last + 1)] : [];
  });
}

export function planWords(plan: Plan, preferred = false): Words {
  const groups = groupsOf(plan);
  const several = groups.length > 1;
  const zh: string[] = [];
  const en: string[] = [];
  for (const [at, group] of groups.entries()) {
    const named = namesOf(group);
    if (at === 0) {
      zh.push(several ? `先${named.zh}` : `只${named.zh}`);
      en.push(several ? `First ${named.en}.` : `Only ${named.en}.`);
      continue;
    }
    const when = whenOf(groups[at - 1] ?? []);
    zh.push(`${when.zh}，再${named.zh}`);
    en.push(`${when.en}: ${named.en}.`);
  }
  const waits = groups.slice(0, -1).some((group) => group.at(-1)?.wait);
  return {
    zh: [
      preferred ? '她要求过的渠道、或她常回复的渠道排到第一个；没有记录就照这个顺序：' : '',
      `${zh.join('；')}。`,
      waits ? '发送失败的不等，马上换下一个。' : '',
      several ? '她在任何一个渠道回复了，后面的就不再发。' : '',
    ].join(''),
    en: [
      preferred ? 'The channel she asked for, or answers on, comes first; where nothing is known, in this order.' : '',
      ...en,
      waits ? 'What fails is not waited for.' : '',
      several ? 'Once she answers anywhere, nothing more goes out.' : '',
    ]
      .filter(Boolean)
      .join(' '),
  };
}

function namesOf(group: readonly PlanStep[]): Words {
  const names = group.map(({ channel }) => CHANNEL_WORDS[channel]);
  const zh = names.map((each) => each.zh).join('、');
  const en = names.map((each) => each.en).join(' and ');
  return group.length > 1 ? { zh: `同时用${zh}`, en: `${en} together` } : { zh: `用${zh}`, en };
}

function whenOf(group: readonly PlanStep[]): Words {
  const last = group.at(-1);
  const unknown = last?.onUnknown === 'next';
  const aside: Words = unknown ? { zh: '（不知道发没发到也算）', en: ' (or nobody knows)' } : { zh: '', en: '' };
  if (!last?.wait) return { zh: `发送失败${aside.zh}时`, en: `When it fails${aside.en}` };
  const until = last.until ?? 'delivered';
  const not = until === 'delivered' && group.every(({ channel }) => channel === 'voice') ? NOT_TAKEN : NOT[until];
  const span = spanWords(last.wait);
  return { zh: `${span.zh}内${not.zh}${aside.zh}`, en: `${not.en} within ${span.en}${aside.en}` };
}

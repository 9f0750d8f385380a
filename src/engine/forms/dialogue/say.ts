/** How a question is put in words, where she answers by writing. Pure. */
import { NPS_MOST } from '../kinds/index.ts';
import { STARS } from '../kinds/stars.ts';
import { whyTitle } from '../say.ts';
import type { Answers, Option } from '../form.ts';
import { own } from '../own.ts';
import type { Words } from '../../words.ts';
import type { Turn } from './turns.ts';

/** What to answer with, without the question: “请回复1-5分，5分为非常满意”. null: in her own words. */
export function invitationOf({ question, why }: Turn): Words | null {
  if (why) return null;
  switch (question.kind) {
    case 'stars': {
      const most = question.most ?? STARS;
      return { zh: `请回复1-${most}分，${most}分为非常满意`, en: `Reply 1 to ${most}; ${most} is very satisfied` };
    }
    case 'nps':
      return range(0, NPS_MOST);
    case 'scale': {
      const { from, to, low, high } = question;
      const plain = range(from, to);
      if (!low || !high) return plain;
      return {
        zh: `${plain.zh}，${from}为${low.zh}，${to}为${high.zh}`,
        en: `${plain.en}; ${from} is ${low.en}, ${to} is ${high.en}`,
      };
    }
    case 'single':
      return listed(question.options, { zh: '请回复数字：', en: 'Reply with a number: ' });
    case 'multiple':
      return listed(question.options, { zh: '请回复数字，可多选：', en: 'Reply with numbers, several are fine: ' });
    case 'text':
      return null;
  }
}

const range = (from: number, to: number): Words => ({ zh: `请回复${from}-${to}分`, en: `Reply ${from} to ${to}` });

function listed(options: readonly Option[], before: Words): Words {
  const list = (locale: 'zh' | 'en') =>
    options.map(({ label }, at) => `${at + 1}${label[locale]}`).join(locale === 'zh' ? '，' : ', ');
  return { zh: before.zh + list('zh'), en: before.en + list('en') };
}

/** An answer that can be picked with one touch. `id`: how the form keeps it. */
export interface Choice {
  readonly id: string;
  readonly text: Words;
}

/** What she can pick from, best first where it is a score; null where one touch does not answer. */
export function choicesOf({ question, why }: Turn): Choice[] | null {
  if (why) return null;
  switch (question.kind) {
    case 'stars':
      return scores(1, question.most ?? STARS);
    case 'nps':
      return scores(0, NPS_MOST);
    case 'scale':
      return scores(question.from, question.to);
    case 'single':
      return question.options.map(({ value, label }) => ({ id: value, text: label }));
    case 'multiple':
    case 'text':
      return null;
  }
}

const scores = (from: number, to: number): Choice[] =>
  Array.from({ length: to - from + 1 }, (_, at) => ({
    id: String(to - at),
    text: { zh: `${to - at} 分`, en: String(to - at) },
  }));

/** The whole question. `answers`: the why of a score is asked in the words that fit it. */
export function askedAs(turn: Turn, answers: Answers): Words {
  const { question } = turn;
  const title = turn.why ? whyTitle(question, own(answers, question.id)) : titleOf(turn);
  const how = invitationOf(turn) ?? { zh: '请直接回复', en: 'Just reply in your words' };
  return { zh: `${title.zh}${stop(title.zh, '。')}${how.zh}`, en: `${title.en}${stop(title.en, '.')} ${how.en}` };
}

function titleOf({ question, row }: Turn): Words {
  if (question.kind !== 'stars' || row === undefined) return question.title;
  const label = question.rows?.find((each) => each.id === row)?.label ?? { zh: row, en: row };
  return { zh: `${question.title.zh}${label.zh}`, en: `${question.title.en} ${label.en}` };
}

const stop = (text: string, mark: string): string => (/[。！？.!?：:]$/.test(text) ? '' : mark);

/** Said once, to who answered something else. */
export function askedAgain(turn: Turn): Words {
  const how = invitationOf(turn);
  if (!how) return { zh: '抱歉没有看懂，请再回复一次。', en: 'Sorry, we did not understand. Please reply once more.' };
  return { zh: `抱歉没有看懂。${how.zh}，谢谢`, en: `Sorry, we did not understand. ${how.en}, thank you` };
}

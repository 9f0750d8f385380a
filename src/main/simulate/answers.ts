/** Fills a form as she would, whatever its questions are; what is not to be seen with these answers the form itself leaves out. */
import type { Answers, Form, Option, Question } from '../../engine/forms/form.ts';
import type { Chance } from '../demo/chance.ts';
import type { Nature } from './nature.ts';
import { type About, aboutComingBack, opinion } from './talk.ts';
import { type Experience, intends, recommends, starsFor, type Trouble } from './trouble.ts';

export interface Mood {
  readonly nature: Nature;
  readonly experience: Experience;
  /** How likely she is to buy within three months. */
  readonly likely: number;
  readonly about: About;
  /** Asked after a long silence: there is no fresh purchase to speak of. */
  readonly longAgo: boolean;
}

export function answersOf(die: Chance, form: Form, mood: Mood): Answers {
  const answers: Record<string, unknown> = {};
  const writes = die.hits(mood.nature.writes + 0.25 * mood.experience.grade);
  let written = false;
  for (const question of form.questions) {
    const value = answerTo(die, question, mood);
    if (value !== undefined) answers[question.id] = value;
    if (question.kind === 'nps' && question.why && writes) {
      answers[`${question.id}_why`] = sentence(die, mood, Number(value) >= 9);
      written = true;
    }
    // she says it once: under the score, or in the last field
    if (question.kind === 'text' && writes && !written) {
      answers[question.id] = sentence(die, mood, mood.experience.grade === 0);
      written = true;
    }
  }
  return answers;
}

function sentence(die: Chance, mood: Mood, pleased: boolean): string {
  if (mood.longAgo && mood.experience.grade === 0) return aboutComingBack(die, die.hits(mood.likely));
  return opinion(die, mood.experience, mood.about, pleased);
}

function answerTo(die: Chance, question: Question, mood: Mood): unknown {
  const { nature, experience } = mood;
  switch (question.kind) {
    case 'stars': {
      const most = question.most ?? 5;
      const stars = (about: Trouble | null): number =>
        Math.max(1, Math.round((starsFor(die, nature, experience, about) / 5) * most));
      if (!question.rows) return stars(null);
      return Object.fromEntries(question.rows.map((row) => [row.id, stars(troubleNamed(row.id, row.label.zh))]));
    }
    case 'nps':
      return recommends(die, nature, experience);
    case 'scale': {
      const share = intends(die, mood.likely, experience) / 5;
      return question.from + Math.round(share * (question.to - question.from));
    }
    case 'single':
      return question.role === 'planned_time'
        ? whenFrom(die, question.options, mood)
        : optionFor(die, question.options, mood);
    case 'multiple': {
      const choose = question.role === 'products' ? usualFrom : optionFor;
      const first = choose(die, question.options, mood);
      const second = die.hits(0.25) ? choose(die, question.options, mood) : first;
      return question.options.map(({ value }) => value).filter((value) => value === first || value === second);
    }
    default:
      return undefined;
  }
}

/** Options go from soon to late: who is likely to come comes soon. */
function whenFrom(die: Chance, options: readonly Option[], { likely }: Mood): string {
  return die.weigh(options.map(({ value }, at) => [value, at === 0 ? 1 + 3 * likely : at === 1 ? 1.6 : 0.7] as const));
}

/** What stands first is what most mean. */
function usualFrom(die: Chance, options: readonly Option[]): string {
  return die.weigh(options.map(({ value }, at) => [value, 1 / (1.3 + at)] as const));
}

/** The option that names her trouble; without trouble any that names none, else any. */
function optionFor(die: Chance, options: readonly Option[], { experience }: Mood): string {
  const named = options.map((option) => ({ option, trouble: troubleNamed(option.value, option.label.zh) }));
  const fits = experience.trouble
    ? named.filter(({ trouble }) => trouble === experience.trouble)
    : named.filter(({ trouble }) => trouble === null);
  return die.pick(fits.length > 0 ? fits : named).option.value;
}

const NAMES: readonly (readonly [Trouble, RegExp])[] = [
  ['price', /price|价格|收费|费用/],
  ['waiting', /wait|speed|速度|等待|候诊|效率/],
  ['attitude', /attitude|service|态度|服务/],
  ['quality', /quality|effect|doctor|treatment|质量|效果|医生|疗效/],
  ['other', /^other$|其他/],
];

/** Which trouble a question or an option is about, by its id and its words. */
export function troubleNamed(id: string, label: string): Trouble | null {
  return NAMES.find(([, pattern]) => pattern.test(id) || pattern.test(label))?.[0] ?? null;
}

/** How a reply in words is read as an answer. Pure. */
import { NPS_MOST } from '../kinds/index.ts';
import { STARS } from '../kinds/stars.ts';
import { TEXT_LENGTH, tidy } from '../kinds/text.ts';
import type { Option } from '../form.ts';
import { maySkip, type Turn } from './turns.ts';

export type Reading =
  | { readonly kind: 'value'; readonly value: unknown }
  /** She would rather not say. */
  | { readonly kind: 'skip' }
  | { readonly kind: 'unclear' };

const UNCLEAR: Reading = { kind: 'unclear' };
const value = (given: unknown): Reading => ({ kind: 'value', value: given });

const SKIP = new Set(['跳过', '不想说', '不说', '略过', '无', '没有', 'skip', 'no comment', 'none', 'pass']);

/** Full width becomes half, case and marks at the ends go. */
export function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u200b-\u200d\ufeff]/g, '')
    .trim()
    .replace(/^[“"'「『【[(]+|[”"'」』】\]).。!！?？~～,，、;；]+$/gu, '')
    .trim();
}

/** `choice`: the id of what she picked from a menu, where the channel shows one. */
export function readReply(turn: Turn, text: string, choice: string | null = null): Reading {
  const { question } = turn;
  if (turn.why || question.kind === 'text') return readWords(turn, text);
  const said = choice === null ? folded(text) : folded(choice);
  if (SKIP.has(said) && maySkip(turn)) return { kind: 'skip' };
  switch (question.kind) {
    case 'stars':
      return readScore(said, 1, question.most ?? STARS);
    case 'nps':
      return readScore(said, 0, NPS_MOST, false);
    case 'scale':
      return readScore(said, question.from, question.to, false);
    case 'single':
      return readOne(said, question.options, choice);
    case 'multiple':
      return readSeveral(said, question.options);
  }
}

function readWords(turn: Turn, text: string): Reading {
  const said = tidy(text);
  if (SKIP.has(folded(text)) && maySkip(turn)) return { kind: 'skip' };
  const most = turn.question.kind === 'text' ? (turn.question.most ?? TEXT_LENGTH) : TEXT_LENGTH;
  return said === '' ? UNCLEAR : value(said.slice(0, most));
}

const DIGITS = '零一二三四五六七八九';

/** Up to ten, as people write it: 五, 十, 两, 壹. */
function numberOf(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  if (text === '十' || text === '拾') return 10;
  const plain = text
    .replace('两', '二')
    .replace('〇', '零')
    .replace(/[壹贰叁肆伍陆柒捌玖]/, (letter) => DIGITS['壹贰叁肆伍陆柒捌玖'.indexOf(letter) + 1] ?? letter);
  const at = plain.length === 1 ? DIGITS.indexOf(plain) : -1;
  return at < 0 ? null : at;
}

const NUMBER = String.raw`(\d{1,2}|[零〇一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾])`;
/** “我打5分吧”, “五星”, “选 3”: one number, and nothing that could mean something else. */
const SCORE = new RegExp(
  String.raw`^(?:我|就|那|给|打|选|评|评分|回复|是|我给|我打|我选)*\s*${NUMBER}\s*(?:分|星|颗星|颗|stars?|points?)?(?:吧|呀|啊|哦|呢|了|的|谢谢)*$`,
);

/** What people say instead of a score of satisfaction, from the lowest to the highest of five. */
const MOODS: readonly (readonly string[])[] = [
  ['非常不满意', '很不满意', '极不满意', 'very dissatisfied', 'very bad'],
  ['不满意', '不太满意', '较差', 'dissatisfied', 'bad'],
  ['一般', '还行', '还可以', '一般般', '凑合', 'so so', 'ok', 'average'],
  ['满意', '比较满意', '挺满意', '不错', 'satisfied', 'good'],
  ['非常满意', '很满意', '十分满意', '特别满意', '太满意', 'very satisfied', 'excellent'],
];

function readScore(said: string, from: number, to: number, moods = true): Reading {
  const [, written] = SCORE.exec(said) ?? [];
  const score = written === undefined ? null : numberOf(written);
  if (score !== null) return score >= from && score <= to ? value(score) : UNCLEAR;
  const mood =
    moods && to === MOODS.length ? MOODS.findIndex((words) => words.includes(said.replace(/[了的吧]+$/, ''))) : -1;
  return mood < 0 ? UNCLEAR : value(mood + 1);
}

/** By number, by letter, by the words of the choice or by those that only one of them holds. */
function oneOf(said: string, options: readonly Option[]): string | null {
  const [, written] = SCORE.exec(said) ?? [];
  const at = written === undefined ? null : numberOf(written);
  if (at !== null) return options[at - 1]?.value ?? null;
  if (/^[a-z]$/.test(said) && options.length <= 26) return options[said.charCodeAt(0) - 97]?.value ?? null;
  const words = (option: Option) => [folded(option.label.zh), folded(option.label.en), option.value.toLowerCase()];
  const exact = options.find((option) => words(option).includes(said));
  if (exact) return exact.value;
  const near =
    said.length < 2
      ? []
      : options.filter((option) => words(option).some((each) => each.includes(said) || said.includes(each)));
  return near.length === 1 ? (near[0]?.value ?? null) : null;
}

/** What was picked is named by its value, which may look like the number of another one. */
function readOne(said: string, options: readonly Option[], choice: string | null): Reading {
  const picked = choice === null ? undefined : options.find(({ value: own }) => own === choice);
  const found = picked?.value ?? oneOf(said, options);
  return found === null ? UNCLEAR : value(found);
}

function readSeveral(said: string, options: readonly Option[]): Reading {
  const whole = oneOf(said, options);
  if (whole !== null) return value([whole]);
  const pieces =
    /^\d+$/.test(said) && options.length <= 9 ? [...said] : said.split(/[\s,，、;；和与及+]+/).filter(Boolean);
  const chosen = pieces.map((piece) => oneOf(piece, options));
  if (pieces.length < 2 || chosen.some((each) => each === null)) return UNCLEAR;
  return value(options.map((option) => option.value).filter((each) => chosen.includes(each)));
}

/** One question as HTML that works by itself: radios and boxes are plain form fields, the script only adds. */
import { whyOf } from '../../engine/forms/compile.ts';
import type { Option, Question } from '../../engine/forms/form.ts';
import { STARS } from '../../engine/forms/kinds/stars.ts';
import { TEXT_LENGTH } from '../../engine/forms/kinds/text.ts';
import { isBag, own } from '../../engine/forms/own.ts';
import { whyTitle } from '../../engine/forms/say.ts';
import type { Words } from '../../engine/words.ts';
import { esc, lines } from './html.ts';
import type { SurveyPage } from './look.ts';
import { WORDS } from './words.ts';
import { fillIn } from './words-live.ts';

const STAR = '<svg viewBox="0 0 16 16" aria-hidden="true"><use href="#s"/></svg>';

export function questionHtml(page: SurveyPage, question: Question): string {
  const { id, kind } = question;
  const value = own(page.answers, id);
  const field = kind === 'text' ? textField(page, id, value, question.most, question.lines) : '';
  const body = field || fieldsOf(page, question, value);
  return block(page, question, body) + (kind === 'nps' && question.why ? whyHtml(page, question, value) : '');
}

/** Text has one field and a label of its own; the others are groups. */
function block(page: SurveyPage, question: Question, body: string): string {
  const { id, when, required, help } = question;
  const say = (words: Words) => words[page.locale];
  const error = page.errors.find((each) => each.question === id || each.question.startsWith(`${id}.`));
  const hints = [help ? lines(say(help)) : '', question.kind === 'multiple' ? limits(page, question) : ''].filter(
    Boolean,
  );
  const optional = required || when ? '' : `<i>${esc(say(WORDS.optional))}</i>`;
  const text = question.kind === 'text';
  const [outer, title] = text ? ['div', `label for="f-${id}"`] : ['fieldset', 'legend'];
  const close = text ? 'label' : 'legend';
  return (
    `<${outer} class="q${when ? ' fu' : ''}${error ? ' bad' : ''}" data-q="${id}" id="q-${id}"${text ? '' : ' tabindex="-1"'}>` +
    `<${title}>${lines(say(question.title))} ${optional}</${close}>` +
    (when ? `<p class="h nojs">${esc(say(WORDS.ifApplies))}</p>` : '') +
    (hints.length > 0 ? `<p class="h">${hints.join(' ')}</p>` : '') +
    errorHtml(id, error ? say(error.words) : '') +
    `${body}</${outer}>`
  );
}

function errorHtml(id: string, text: string): string {
  return `<p class="e" id="e-${id}" role="status">${esc(text)}</p>`;
}

function limits({ locale }: SurveyPage, question: Extract<Question, { kind: 'multiple' }>): string {
  const { most, least, options } = question;
  if (most !== undefined && most < options.length) return esc(fillIn(WORDS.most[locale], { n: most }));
  return least !== undefined && least > 1 ? esc(fillIn(WORDS.least[locale], { n: least })) : '';
}

function fieldsOf(page: SurveyPage, question: Question, value: unknown): string {
  const { id } = question;
  switch (question.kind) {
    case 'stars': {
      const { most = STARS, rows } = question;
      if (!rows) return starRow(page, id, most, value, null);
      const given = isBag(value) ? value : {};
      return rows.map((row) => starRow(page, `${id}.${row.id}`, most, own(given, row.id), row.label)).join('');
    }
    case 'nps':
      return scores(id, 0, 10, value, [WORDS.never[page.locale], WORDS.surely[page.locale]]);
    case 'scale': {
      const { from, to, low, high } = question;
      const ends: [string, string] = [
        low ? `${from} ${low[page.locale]}` : '',
        high ? `${to} ${high[page.locale]}` : '',
      ];
      return scores(id, from, to, value, ends);
    }
    case 'single':
      return chips(page, id, 'radio', question.options, [value]);
    case 'multiple':
      return chips(page, id, 'checkbox', question.options, Array.isArray(value) ? value : [value]);
    case 'text':
      return '';
  }
}

function starRow(
  { locale, errors }: SurveyPage,
  name: string,
  most: number,
  value: unknown,
  label: Words | null,
): string {
  const stars = range(1, most).map((n) => {
    const words = esc(fillIn(WORDS.star[locale], { n, m: most }));
    return `<label><input type="radio" name="${name}" value="${n}"${n === value ? ' checked' : ''} aria-label="${words}">${STAR}</label>`;
  });
  const bad = errors.some((each) => each.question === name) ? ' bad' : '';
  const group = label ? ` role="radiogroup" aria-label="${esc(label[locale])}"` : '';
  const text = label ? `<span>${esc(label[locale])}</span>` : '';
  return `<div class="sr${bad}" data-r="${name}"${group}>${text}<span class="st">${stars.join('')}</span></div>`;
}

function scores(id: string, from: number, to: number, value: unknown, [low, high]: readonly [string, string]): string {
  const ends = low || high ? `<div class="ends"><span>${esc(low)}</span><span>${esc(high)}</span></div>` : '';
  const cells = range(from, to).map((n) => choice('radio', id, String(n), String(n), n === value));
  // Six in a row: 0 to 5 is one row, 0 to 10 two; 1 to 10 reads better as five and five.
  return `${ends}<div class="np n${cells.length % 5 === 0 ? 5 : 6}">${cells.join('')}</div>`;
}

function chips(
  { locale }: SurveyPage,
  id: string,
  type: 'radio' | 'checkbox',
  options: readonly Option[],
  values: readonly unknown[],
): string {
  const cells = options.map(({ value, label }) => choice(type, id, value, label[locale], values.includes(value)));
  return `<div class="ch">${cells.join('')}</div>`;
}

function choice(type: string, name: string, value: string, label: string, checked: boolean): string {
  return `<label><input type="${type}" name="${name}" value="${esc(value)}"${checked ? ' checked' : ''}><b>${esc(label)}</b></label>`;
}

function textField({ preview }: SurveyPage, id: string, value: unknown, most = TEXT_LENGTH, rows = 3): string {
  const text = typeof value === 'string' ? value : '';
  const common = `name="${id}" id="f-${id}" maxlength="${most}" aria-describedby="e-${id}"${preview ? ' autocomplete="off"' : ''}`;
  if (rows === 1) return `<input class="t" type="text" ${common} value="${esc(text)}">`;
  return `<textarea class="t" rows="${rows}" ${common}>${esc(text)}</textarea>`;
}

/** Always there; with the script it appears with the score, in the words that fit it. */
function whyHtml(page: SurveyPage, question: Question, score: unknown): string {
  const id = whyOf(question.id);
  const title = typeof score === 'number' ? whyTitle(question, score) : WORDS.why;
  const error = page.errors.find((each) => each.question === id);
  return (
    `<div class="q fu${error ? ' bad' : ''}" data-q="${id}" id="q-${id}"><label for="f-${id}">` +
    `<span data-why="${question.id}">${lines(title[page.locale])}</span> <i>${esc(WORDS.optional[page.locale])}</i></label>` +
    `${errorHtml(id, error ? error.words[page.locale] : '')}${textField(page, id, own(page.answers, id), undefined, 2)}</div>`
  );
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_each, at) => from + at);
}

import type { Answers, Question } from '../../engine/forms/form.ts';
import type { AnswerError } from '../../engine/forms/problem.ts';
import { npsClass } from '../../engine/forms/say.ts';
import { fillIn, LIVE } from '../page/words-live.ts';

export function fields(form: ParentNode): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>('[data-q]')];
}

/** Stars up to the chosen one, for engines that do not know `:has`. */
export function showStars(form: ParentNode): void {
  for (const stars of form.querySelectorAll('.st')) {
    const labels = [...stars.children];
    const chosen = labels.findIndex((label) => label.querySelector('input')?.checked);
    labels.forEach((label, at) => label.classList.toggle('on', at <= chosen));
  }
}

/** The follow-up in the words that fit the score. */
export function showWhys(form: ParentNode, questions: readonly Question[], answers: Answers): void {
  for (const question of questions) {
    const title = form.querySelector(`[data-why="${question.id}"]`);
    const score = answers[question.id];
    if (!title || question.kind !== 'nps' || score === undefined) continue;
    const why = question.why as unknown as Record<string, string>;
    title.textContent = why[npsClass(score)] ?? '';
  }
}

/** Puts what is wrong beside its question; `only` looks at one question. Returns the first that is wrong. */
export function showErrors(
  form: HTMLFormElement,
  errors: readonly AnswerError[],
  locale: 'zh' | 'en',
  only?: string,
): HTMLElement | undefined {
  const wrong: HTMLElement[] = [];
  for (const block of fields(form)) {
    const id = block.dataset['q'] ?? '';
    if (only !== undefined && id !== only) continue;
    const mine = errors.filter(({ question }) => question.split('.')[0] === id);
    const place = block.querySelector('.e');
    if (place) place.textContent = mine[0]?.words[locale] ?? '';
    block.classList.toggle('bad', mine.length > 0);
    for (const row of block.querySelectorAll<HTMLElement>('[data-r]'))
      row.classList.toggle(
        'bad',
        mine.some(({ question }) => question === row.dataset['r']),
      );
    if (mine.length > 0) wrong.push(block);
  }
  const sum = form.querySelector<HTMLElement>('.sum');
  if (sum && (only === undefined || form.querySelector('.q.bad') === null)) {
    sum.textContent = fillIn(LIVE.wrong[locale], { n: wrong.length });
    sum.hidden = wrong.length === 0;
  }
  return wrong[0];
}

export function say(form: ParentNode, text: string): void {
  const place = form.querySelector('.sv');
  if (place) place.textContent = text;
}

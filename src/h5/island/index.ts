/**
 * What the page can do more with JavaScript: questions come and go with the answers, what is typed is kept, a submit is checked first and
 * sent once. Built for es2019; everything works without it.
 */
import { compileForm } from '../../engine/forms/compile.ts';
import type { Answers, Form } from '../../engine/forms/form.ts';
import { answersOfPost } from '../../engine/forms/posted.ts';
import { keepDraft } from './draft.ts';
import { fields, showErrors, showStars, showWhys } from './draw.ts';
import { submitOnce } from './submit.ts';

interface Data {
  readonly q: Form['questions'];
  readonly l: 'zh' | 'en';
  /** A preview: nothing is kept or sent. */
  readonly p?: 1;
}

const text = document.getElementById('d')?.textContent;
const element = document.querySelector('form');

if (text && element) start(element, JSON.parse(text) as Data);

function start(form: HTMLFormElement, { q: questions, l: locale, p: preview }: Data): void {
  document.documentElement.classList.add('js');
  const definition = { questions } as unknown as Form;
  const compiled = compileForm(definition);
  const read = (): Answers => answersOfPost(definition, [...new FormData(form)] as [string, string][]);

  const draw = (): Answers => {
    const given = read();
    const { answers } = compiled.validate(given, { partial: true });
    const hidden = compiled.hidden(answers);
    for (const block of fields(form)) block.hidden = hidden.has(block.dataset['q'] ?? '');
    showStars(form);
    showWhys(form, questions, answers);
    return given;
  };

  const draft = preview ? null : keepDraft(form, locale);
  draw();
  const changed = (event: Event): void => {
    const given = draw();
    const block = (event.target as Element).closest<HTMLElement>('[data-q]');
    if (block) showErrors(form, [], locale, block.dataset['q']);
    draft?.changed(given);
  };
  form.addEventListener('input', changed);
  form.addEventListener('change', changed);
  if (draft) submitOnce(form, locale, { check: () => compiled.validate(read()).errors, draft });
}

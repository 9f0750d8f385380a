import type { AnswerError } from '../../engine/forms/problem.ts';
import type { Draft } from './draft.ts';
import { say, showErrors } from './draw.ts';
import { LIVE } from '../page/words-live.ts';

interface Submitting {
  readonly check: () => readonly AnswerError[];
  readonly draft: Draft;
}

/** Checked here first; sent once; when the network is gone the answers stay and she may try again. */
export function submitOnce(form: HTMLFormElement, locale: 'zh' | 'en', { check, draft }: Submitting): void {
  const button = form.querySelector('button');
  let sending = false;
  const set = (now: boolean): void => {
    sending = now;
    if (!button) return;
    button.disabled = now;
    button.textContent = LIVE[now ? 'sending' : 'submit'][locale];
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (sending) return;
    const first = showErrors(form, check(), locale);
    if (first) {
      first.scrollIntoView({ block: 'center' });
      (first.querySelector<HTMLElement>('.t') ?? first).focus({ preventScroll: true });
      return;
    }
    set(true);
    draft.end();
    say(form, '');
    const body = new URLSearchParams([...new FormData(form)] as [string, string][]);
    fetch(location.href, { method: 'POST', body, headers: { accept: 'text/html' } }).then((answer) => {
      if (answer.ok) {
        draft.forget();
        location.replace(answer.url);
      } else if (answer.status === 422 || answer.status === 410 || answer.status === 404) location.reload();
      else lost();
    }, lost);
  });
  const lost = (): void => {
    set(false);
    say(form, LIVE.offline[locale]);
  };
}

/** What has been answered so far stays on this phone, by link, and on the server, so that a lost network or a closed page loses nothing. */
import type { Answers } from '../../engine/forms/form.ts';
import { say } from './draw.ts';
import { LIVE } from '../page/words-live.ts';

export interface Draft {
  changed(answers: Answers): void;
  /** Sends nothing any more and forgets what this phone kept. */
  end(): void;
  forget(): void;
}

const WAIT_MS = 1500;

export function keepDraft(form: HTMLFormElement, locale: 'zh' | 'en'): Draft {
  const key = `hx${location.pathname}`;
  let waiting: Answers | null = null;
  let timer = 0;
  restore(form, key);

  const send = (keepalive: boolean): void => {
    clearTimeout(timer);
    if (!waiting) return;
    const body = JSON.stringify(waiting);
    waiting = null;
    fetch(`${location.pathname}/draft`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      keepalive,
    }).then(
      (answer) => say(form, answer.ok ? LIVE.saved[locale] : ''),
      () => undefined,
    );
  };
  const leave = (): void => {
    if (document.visibilityState === 'hidden') send(true);
  };
  document.addEventListener('visibilitychange', leave);
  return {
    changed(answers) {
      waiting = answers;
      // Private windows refuse storage.
      try {
        localStorage.setItem(key, JSON.stringify([...new FormData(form)]));
      } catch {}
      clearTimeout(timer);
      timer = setTimeout(() => send(false), WAIT_MS) as unknown as number;
    },
    end() {
      clearTimeout(timer);
      waiting = null;
    },
    forget() {
      try {
        localStorage.removeItem(key);
      } catch {}
    },
  };
}

/** This phone knows better than the server what was typed on it last. */
function restore(form: HTMLFormElement, key: string): void {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(key);
  } catch {}
  if (!kept) return;
  const entries = JSON.parse(kept) as [string, string][];
  for (const field of form.querySelectorAll<HTMLInputElement>('[name]')) {
    const values = entries.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === 'radio' || field.type === 'checkbox') field.checked = values.includes(field.value);
    else field.value = values[0] ?? '';
  }
}

import type { Locale, Words } from '../../engine/words.ts';
import { esc, lines } from './html.ts';
import type { Assets } from './look.ts';
import { shellHtml } from './shell.ts';
import { type NoteKind, NOTES } from './words.ts';

export interface NotePage {
  readonly kind: NoteKind;
  readonly locale: Locale;
  /** Empty where nobody knows whose link it was. */
  readonly company: string;
  /** Instead of the page's own words. */
  readonly text?: Words | undefined;
  /** A form or link below the text, as HTML. */
  readonly more?: string;
}

const DONE: ReadonlySet<NoteKind> = new Set(['thanks', 'answered', 'stopped']);

/** A page that says one thing. */
export function noteHtml({ kind, locale, company, text, more = '' }: NotePage, assets: Assets): string {
  const words = NOTES[kind];
  const sign = DONE.has(kind)
    ? '<svg class="ok" viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="22"/><path d="m15 24.500 6 6 12-13"/></svg>'
    : '';
  const body = `<main class="note">${sign}<h1>${esc(words.title[locale])}</h1><p>${lines((text ?? words.text)[locale])}</p>${more}</main>`;
  return shellHtml({ locale, title: words.title[locale], company, body }, assets);
}

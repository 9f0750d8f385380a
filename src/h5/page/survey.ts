import type { Form, Question } from '../../engine/forms/form.ts';
import type { Locale } from '../../engine/words.ts';
import { esc, json, lines } from './html.ts';
import type { Assets, SurveyPage } from './look.ts';
import { questionHtml } from './questions.ts';
import { shellHtml } from './shell.ts';
import { WORDS } from './words.ts';
import { fillIn, LIVE } from './words-live.ts';

/** The star, drawn once. */
const SPRITE =
  '<svg width="0" height="0" class="sp" aria-hidden="true"><symbol id="s" viewBox="0 0 16 16"><path d="m8 2.3 1.8 3.6 4 .6-2.9 2.8.7 4L8 11.4l-3.6 1.9.7-4-2.9-2.8 4-.6z"/></symbol></svg>';

export function surveyHtml(page: SurveyPage, assets: Assets): string {
  const { form, locale, company, errors } = page;
  const wrong = new Set(errors.map(({ question }) => question.split('.')[0])).size;
  const sum = fillIn(LIVE.wrong[locale], { n: wrong });
  const intro = [form.intro?.[locale] ?? '', fillIn(WORDS.minutes[locale], { n: minutesOf(form) })];
  const body =
    `${SPRITE}<main><h1>${lines(form.title[locale])}</h1>` +
    `<p class="in">${lines(intro.filter(Boolean).join(locale === 'zh' ? '' : ' '))}</p>` +
    `<form method="post" novalidate>${`<p class="sum" role="alert" tabindex="-1"${wrong > 0 ? '' : ' hidden'}>${esc(sum)}</p>`}` +
    form.questions.map((question) => questionHtml(page, question)).join('') +
    `<div class="go"><button${page.preview ? ' type="button"' : ''}>${esc(LIVE.submit[locale])}</button>${footHtml(page)}</div></form></main>` +
    `<script type="application/json" id="d">${json(dataOf(page))}</script>`;
  const aside = `<a href="${esc(page.other)}" lang="${locale === 'zh' ? 'en' : 'zh-CN'}">${WORDS.other[locale]}</a>`;
  return shellHtml({ locale, title: `${form.title[locale]} · ${company}`, company, aside, body, script: true }, assets);
}

function footHtml({ locale, company, stop, preview }: SurveyPage): string {
  const foot = esc(fillIn(WORDS.foot[locale], { company: locale === 'zh' ? company : ` ${company} `.trim() }));
  const way = stop === null ? '' : ` <a href="${esc(stop)}">${esc(WORDS.stop[locale])}</a>`;
  return `<p class="f"><span class="sv" role="status">${preview ? esc(WORDS.preview[locale]) : ''}</span>${foot}${way}</p>`;
}

/** Told at the start: choosing takes about 6 seconds, a row 3, writing 20 (few write). */
function minutesOf(form: Form): number {
  const seconds = form.questions.reduce((sum, question) => sum + secondsOf(question), 0);
  return Math.max(1, Math.round(seconds / 60));
}

function secondsOf(question: Question): number {
  if (question.kind === 'text') return 12;
  return question.kind === 'stars' && question.rows ? 3 + 3 * question.rows.length : 6;
}

/** What the script needs of the form: no titles, and the whys in one language. */
function dataOf({ form, locale, preview }: SurveyPage): unknown {
  return { q: form.questions.map((question) => slim(question, locale)), l: locale, ...(preview ? { p: 1 } : {}) };
}

function slim(question: Question, locale: Locale): unknown {
  const { title: _title, help: _help, metric: _metric, ...rest } = question;
  if (rest.kind === 'nps' && rest.why)
    return {
      ...rest,
      why: {
        promoter: rest.why.promoter[locale],
        passive: rest.why.passive[locale],
        detractor: rest.why.detractor[locale],
      },
    };
  if (rest.kind === 'single' || rest.kind === 'multiple')
    return { ...rest, options: rest.options.map(({ value }) => ({ value })) };
  if (rest.kind === 'stars' && rest.rows) return { ...rest, rows: rest.rows.map(({ id }) => ({ id })) };
  return rest;
}

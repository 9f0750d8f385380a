/** The customer's page: shown, submitted, left and found again. */
import type { Locale } from '../../engine/words.ts';
import { noteHtml } from '../../h5/page/note.ts';
import { surveyHtml } from '../../h5/page/survey.ts';
import type { NoteKind } from '../../h5/page/words.ts';
import { isAway } from '../../kit/db/away.ts';
import { Problem } from '../../kit/errors.ts';
import { localeFor } from '../../kit/http/locale-for.ts';
import { noPerson } from '../../kit/http/no-person.ts';
import { PaceKeeper } from '../../kit/http/pace.ts';
import type { OuterCall } from '../../kit/http/route.ts';
import { sendPage } from '../../kit/pages/answer.ts';
import { loadAssets } from '../../kit/pages/assets.ts';
import { findByKey, saveResponse } from '../forms/index.ts';
import { readPost } from './body.ts';
import { PACES } from './pace.ts';
import { closed, type Shown } from './shown.ts';
import { submitPost } from './submit.ts';
import { noteOpened, responseOf, visit } from './visit.ts';
import { channelOf, stopHtml, takeStop } from './way-out.ts';

interface Query {
  readonly lang?: string | undefined;
  readonly done?: string | undefined;
  readonly stop?: string | undefined;
}
export type PageCall = OuterCall<{ token: string }, Query, unknown>;

const pace = new PaceKeeper(PACES);

export async function showPage(call: PageCall): Promise<never> {
  const { request, query, params, runtime } = call;
  const person = noPerson(request) === null;
  const look = visit(runtime, params.token, async (tx, seen): Promise<Shown> => {
    if (query.stop && channelOf(seen.link)) return { show: 'stop', visit: seen };
    if (seen.state !== 'open') return closed(seen, query.done !== undefined);
    const kept = await findByKey(tx, seen.ctx.workspace.id, seen.link.link_id);
    // The link itself is marked a moment later, with everything else that asked for the same.
    if (kept?.completed_at) return closed({ ...seen, state: 'answered' }, query.done !== undefined);
    if (person) await noteOpened(tx, seen);
    return { show: 'form', status: 200, visit: seen, answers: kept?.answers ?? {}, errors: [] };
  });
  return sendOrAskAgain(call, look);
}

export async function submitPage(call: PageCall): Promise<never> {
  const { params, query, runtime } = call;
  if (pace.take('submit', params.token, Date.now()) > 0) return sendNote(call, 429, 'busy', localeOf(call, 'zh'), '');
  const post = await readPost(call.request);
  if (post === null) throw new Problem('too_large', { limit: '256 KiB' });
  if (query.stop) {
    const stopped = visit(runtime, params.token, async (tx, seen) =>
      channelOf(seen.link) ? takeStop(tx, seen) : null,
    );
    return sendOrAskAgain(call, stopped);
  }
  return sendOrAskAgain(call, submitPost(runtime, params.token, post));
}

/** Whatever goes wrong here, what she sees is a page in her language, and her answers are still in the one before. */
async function sendOrAskAgain(call: PageCall, work: Promise<Shown | null>): Promise<never> {
  const done = await work.then(
    (shown) => ({ shown }),
    (error: unknown) => ({ error }),
  );
  if ('shown' in done) return send(call, done.shown);
  const { error } = done;
  const { method, routeOptions } = call.request;
  const away = isAway(error);
  if (away) call.runtime.log.warn({ method, route: routeOptions.url }, 'the database is away');
  else call.runtime.log.error({ err: error, method, route: routeOptions.url }, 'defect');
  if (away) call.reply.header('retry-after', '5');
  return sendNote(call, away ? 503 : 500, 'broken', localeOf(call, 'zh'), '');
}

export async function saveDraft(
  call: OuterCall<{ token: string }, unknown, Record<string, unknown>>,
): Promise<{ saved: boolean }> {
  const { params, body, runtime } = call;
  const seconds = pace.take('draft', params.token, Date.now());
  if (seconds > 0) throw new Problem('too_many_requests', { seconds });
  const done = await visit(runtime, params.token, async (tx, { ctx, link, form, state }) => {
    if (state !== 'open') throw new Problem('link_closed');
    const saved = await saveResponse(tx, ctx, responseOf(link, body, false), form);
    if (saved.complete) throw new Problem('link_closed');
    return { saved: true };
  });
  if (!done) throw new Problem('not_found', { what: 'link' });
  return done;
}

async function send(call: PageCall, shown: Shown | null): Promise<never> {
  const { request, reply, query } = call;
  if (!shown) return sendNote(call, 404, 'missing', localeOf(call, 'zh'), '');
  if (shown.show === 'done') {
    const lang = query.lang ? `&lang=${encodeURIComponent(query.lang)}` : '';
    return reply.code(303).header('cache-control', 'no-store').header('location', `?done=1${lang}`).send() as never;
  }
  const { ctx, form, link } = shown.visit;
  const locale = localeOf(call, ctx.workspace.locale);
  const company = ctx.workspace.name;
  if (shown.show === 'note') {
    const text = shown.kind === 'thanks' ? form.form.thanks : undefined;
    return sendNote(call, shown.status, shown.kind, locale, company, text);
  }
  const assets = await loadAssets();
  if (shown.show === 'stop') return sendPage(request, reply, 200, stopHtml(shown.visit, locale, assets), assets);
  const html = surveyHtml(
    {
      form: form.form,
      locale,
      company,
      answers: shown.answers,
      errors: shown.errors,
      other: `?lang=${locale === 'zh' ? 'en' : 'zh'}`,
      stop: channelOf(link) ? `?stop=1&lang=${locale}` : null,
      preview: false,
    },
    assets,
  );
  return sendPage(request, reply, shown.status, html, assets);
}

async function sendNote(
  { request, reply }: PageCall,
  status: number,
  kind: NoteKind,
  locale: Locale,
  company: string,
  text?: { zh: string; en: string },
): Promise<never> {
  const assets = await loadAssets();
  return sendPage(request, reply, status, noteHtml({ kind, locale, company, text }, assets), assets);
}

function localeOf({ request, query }: PageCall, own: Locale): Locale {
  return localeFor(query.lang, request.headers['accept-language'] ?? '', own);
}

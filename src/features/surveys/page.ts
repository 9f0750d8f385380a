/** The customer's page: shown, submitted, left and found again. */
import { type Answers, answersOfPost, type AnswerError } from '../../engine/forms/index.ts';
import type { Locale } from '../../engine/words.ts';
import { noteHtml } from '../../h5/page/note.ts';
import { surveyHtml } from '../../h5/page/survey.ts';
import type { NoteKind } from '../../h5/page/words.ts';
import { Problem } from '../../kit/errors.ts';
import type { OuterCall } from '../../kit/http/route.ts';
import { findByKey, saveResponse } from '../forms/index.ts';
import { sendPage } from './answer.ts';
import { loadAssets } from './assets.ts';
import { readPost } from './body.ts';
import { isPerson, localeFor, STATUS } from './decide.ts';
import { PaceKeeper } from './pace.ts';
import { noteOpened, responseOf, visit, type Visit } from './visit.ts';
import { channelOf, stopHtml, takeStop } from './way-out.ts';

interface Query {
  readonly lang?: string | undefined;
  readonly done?: string | undefined;
  readonly stop?: string | undefined;
}
export type PageCall = OuterCall<{ token: string }, Query, unknown>;

const pace = new PaceKeeper();

/** What is to be shown, decided inside the transaction and sent after it. */
type Shown =
  | {
      readonly show: 'form';
      readonly status: number;
      readonly visit: Visit;
      readonly answers: Answers;
      readonly errors: readonly AnswerError[];
    }
  | { readonly show: 'note'; readonly status: number; readonly visit: Visit; readonly kind: NoteKind }
  | { readonly show: 'stop'; readonly visit: Visit }
  | { readonly show: 'done' };

export async function showPage(call: PageCall): Promise<never> {
  const { request, query, params, runtime } = call;
  const agent = String(request.headers['user-agent'] ?? '');
  const purpose = String(request.headers['sec-purpose'] ?? request.headers['purpose'] ?? '');
  const person = isPerson({ method: request.method, agent, purpose });
  return send(
    call,
    await visit(runtime, params.token, async (tx, seen): Promise<Shown> => {
      if (query.stop && channelOf(seen.link)) return { show: 'stop', visit: seen };
      if (seen.state !== 'open') return closed(seen, query.done !== undefined);
      const kept = await findByKey(tx, seen.ctx.workspace.id, seen.link.link_id);
      // The link itself is marked a moment later, with everything else that asked for the same.
      if (kept?.completed_at) return closed({ ...seen, state: 'answered' }, query.done !== undefined);
      if (person) await noteOpened(tx, seen);
      return { show: 'form', status: 200, visit: seen, answers: kept?.answers ?? {}, errors: [] };
    }),
  );
}

function closed(seen: Visit, done: boolean): Shown {
  const { state } = seen;
  const kind = state === 'answered' ? (done ? 'thanks' : 'answered') : state === 'expired' ? 'expired' : 'revoked';
  return { show: 'note', status: STATUS[state], visit: seen, kind };
}

export async function submitPage(call: PageCall): Promise<never> {
  const { params, query, runtime } = call;
  if (pace.take('submit', params.token, Date.now()) > 0) return sendNote(call, 429, 'busy', localeOf(call, 'zh'), '');
  const post = await readPost(call.request);
  if (post === null) throw new Problem('too_large', { limit: '256 KiB' });
  return send(
    call,
    await visit(runtime, params.token, async (tx, seen): Promise<Shown> => {
      const { ctx, link, form } = seen;
      if (query.stop && channelOf(link)) return takeStop(tx, seen);
      // The second of two submits is thanked like the first.
      if (seen.state === 'answered') return { show: 'done' };
      if (seen.state !== 'open') return closed(seen, true);
      const given = answersOfPost(form.form, post);
      const { errors } = form.validate(given);
      if (errors.length > 0) {
        // What she has written is kept, so that a wrong turn here loses nothing.
        const kept = await saveResponse(tx, ctx, responseOf(link, given, false), form);
        if (kept.complete) return { show: 'done' };
        return { show: 'form', status: 422, visit: seen, answers: given, errors };
      }
      await saveResponse(tx, ctx, responseOf(link, given, true), form);
      return { show: 'done' };
    }),
  );
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

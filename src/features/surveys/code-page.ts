/** `/hf`: where the code of a message is typed. */
import type { Locale } from '../../engine/words.ts';
import { esc } from '../../h5/page/html.ts';
import { noteHtml } from '../../h5/page/note.ts';
import { SYSTEM } from '../../kit/context.ts';
import { localeFor } from '../../kit/http/locale-for.ts';
import { PaceKeeper } from '../../kit/http/pace.ts';
import type { OuterCall } from '../../kit/http/route.ts';
import { sendPage } from '../../kit/pages/answer.ts';
import { loadAssets } from '../../kit/pages/assets.ts';
import { contextIn, workspaceDirectory } from '../../kit/runtime.ts';
import { readPost } from './body.ts';
import { readCode } from './codes.ts';
import { urlOf } from './links.ts';
import { PACES } from './pace.ts';
import { linksWithCode } from './store-codes.ts';

type CodeCall = OuterCall<{ workspace?: string }, { lang?: string | undefined }, unknown>;

const WORDS = {
  field: { zh: '8 位短码', en: 'Code, 8 letters and digits' },
  go: { zh: '打开', en: 'Open' },
  wrong: {
    zh: '没有找到这个短码。请对照短信再输一次；过期的短码打不开。',
    en: 'There is no such code. Please compare it with your message; old codes no longer open.',
  },
};

const pace = new PaceKeeper(PACES);

/** The workspace whose page has the shortest address. */
const MAIN = 'main';

export function showCodePage(call: CodeCall): Promise<never> {
  return show(call, 200, false);
}

/** Guesses are slowed down by where they come from. */
export async function takeCode(call: CodeCall): Promise<never> {
  const { request, reply } = call;
  if (pace.take('code', request.ip, Date.now()) > 0) return sendNote(call, 429, 'busy');
  const typed = (await readPost(request))?.get('code') ?? '';
  const url = await addressOf(call, readCode(typed));
  if (url === null) return show(call, 404, true);
  return reply.code(303).header('cache-control', 'no-store').header('location', url).send() as never;
}

async function addressOf({ runtime, params }: CodeCall, code: string | null): Promise<string | null> {
  const name = params.workspace ?? MAIN;
  if (code === null || !/^[a-z0-9-]{1,60}$/.test(name)) return null;
  return runtime.db.inWorkspace(name, async (tx) => {
    const workspace = await runtime.only(workspaceDirectory).find(tx, name);
    if (!workspace) return null;
    const ctx = contextIn(runtime, workspace, { ...SYSTEM, id: 'survey', name: 'survey' });
    const [link, other] = await linksWithCode(tx, name, code, ctx.now);
    return link && !other ? new URL(urlOf(ctx, link)).pathname : null;
  });
}

async function show(call: CodeCall, status: number, wrong: boolean): Promise<never> {
  const locale = localeOf(call);
  const more = `${wrong ? `<p role="alert">${esc(WORDS.wrong[locale])}</p>` : ''}<form method="post" action="?lang=${locale}">
<label for="code">${esc(WORDS.field[locale])}</label>
<input id="code" name="code" class="code" required maxlength="20" autocomplete="off" autocapitalize="characters" spellcheck="false"${wrong ? ' aria-invalid="true"' : ''}>
<button>${esc(WORDS.go[locale])}</button></form>`;
  return sendNote(call, status, 'code', more);
}

async function sendNote(call: CodeCall, status: number, kind: 'code' | 'busy', more = ''): Promise<never> {
  const assets = await loadAssets();
  const html = noteHtml({ kind, locale: localeOf(call), company: '', more }, assets);
  return sendPage(call.request, call.reply, status, html, assets);
}

const localeOf = ({ query, request }: CodeCall): Locale =>
  localeFor(query.lang, request.headers['accept-language'] ?? '', 'zh');

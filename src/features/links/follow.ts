/** The answers to `/l/…`: on to the target, or a page that says kindly why not; and the picture of a mail. */
import type { FastifyReply } from 'fastify';
import type { Locale } from '../../engine/words.ts';
import { noteHtml } from '../../h5/page/note.ts';
import type { NoteKind } from '../../h5/page/words.ts';
import { isAway } from '../../kit/db/away.ts';
import { localeFor } from '../../kit/http/locale-for.ts';
import { noPerson } from '../../kit/http/no-person.ts';
import type { OuterCall } from '../../kit/http/route.ts';
import { sendPage } from '../../kit/pages/answer.ts';
import { loadAssets } from '../../kit/pages/assets.ts';
import { publicUrl } from '../../kit/public-url.ts';
import { comeBy, type Led, type Visitor } from './visit.ts';

type Call = OuterCall<{ code: string }, { lang?: string | undefined }, unknown>;

const visitorOf = ({ request }: Pick<Call, 'request'>): Visitor => ({
  ip: request.ip,
  agent: String(request.headers['user-agent'] ?? ''),
  noPerson: noPerson(request),
});

const PAGES: Readonly<Record<Extract<Led, { closed: string }>['closed'], { status: number; kind: NoteKind }>> = {
  expired: { status: 410, kind: 'expired' },
  archived: { status: 410, kind: 'revoked' },
  missing: { status: 404, kind: 'missing' },
  busy: { status: 429, kind: 'busy' },
};

export async function follow(call: Call): Promise<never> {
  const led = await comeBy(call.runtime, call.params.code, visitorOf(call), 'link').catch((error: unknown) => {
    const away = isAway(error);
    if (away) call.runtime.log.warn('a short link could not be read: the database is away');
    else call.runtime.log.error({ err: error }, 'defect');
    return away ? 503 : 500;
  });
  if (typeof led === 'number') return page(call, led, 'broken', null);
  if ('to' in led) return unkept(call.reply).code(302).header('location', placeFor(call, led.to)).send() as never;
  const { status, kind } = PAGES[led.closed];
  return page(call, status, kind, 'ctx' in led ? led.ctx.workspace : null);
}

const OUT_OF_USE = {
  zh: '这个链接不再使用了。有事请直接联系我们，谢谢您。',
  en: 'This link is not used any more. Please contact us directly; thank you.',
};

/** Touched in our own console (the sandbox), which may be reached by another name than customers use: pages of ours stay there. */
function placeFor({ request, runtime }: Call, target: string): string {
  const own = publicUrl(runtime);
  const within = request.headers['sec-fetch-site'] === 'same-origin' && target.startsWith(`${own}/`);
  return within ? target.slice(own.length) : target;
}

async function page(
  call: Call,
  status: number,
  kind: NoteKind,
  workspace: { readonly name: string; readonly locale: Locale } | null,
): Promise<never> {
  const { request, reply, query } = call;
  const locale = localeFor(query.lang, request.headers['accept-language'] ?? '', workspace?.locale ?? 'zh');
  const assets = await loadAssets();
  return sendPage(
    request,
    reply,
    status,
    noteHtml(
      { kind, locale, company: workspace?.name ?? '', text: kind === 'revoked' ? OUT_OF_USE : undefined },
      assets,
    ),
    assets,
  );
}

/** Each visit comes by here, and the place she goes to does not learn by which address she came. */
const unkept = (reply: FastifyReply): FastifyReply =>
  reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' });

/** One transparent point. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** Whatever the code is, the answer is the picture: who asks learns nothing. */
export async function showPixel(call: OuterCall<{ file: string }, unknown, unknown>): Promise<never> {
  const address = call.params.file.replace(/\.gif$/, '');
  await comeBy(call.runtime, address, visitorOf(call), 'open').catch((error: unknown) =>
    call.runtime.log.warn({ err: error }, 'an opened mail could not be noted'),
  );
  return unkept(call.reply).type('image/gif').send(PIXEL) as never;
}

/**
 * The customer's page of eight questions: its whole weight (style, script and all, compressed), and the processor time of this process per
 * accepted answer, beside a bare Fastify handler that inserts the same row with pg. Both listen; who answers is another
 * process. Ours also checks the signature, finds link and form, validates, keeps scores beside the answers, records the event with its rollup,
 * writes the job for those who listen: the goal says how much that may cost. Eight answer at once, to both: what arrives together shares a transaction with
 * us, which is where most of the saving is (one at a time costs about six times the bare insert).
 */
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import fastify from 'fastify';
import { sql } from 'kysely';
import { VISIT } from '../src/engine/forms/testing/visit.ts';
import { ensureWorkspace } from '../src/features/access/index.ts';
import { saveForms } from '../src/features/forms/index.ts';
import { mintLinks } from '../src/features/surveys/index.ts';
import { COMMAND, type Context } from '../src/kit/context.ts';
import { createApp } from '../src/kit/http/app.ts';
import type { Runtime } from '../src/kit/runtime.ts';
import { atMost, type Bench, type Figure, median } from './bench.ts';
import type { Answered } from './made/answers.ts';
import { withRuntime } from './world.ts';

const ANSWERS = 2000;
const ROUNDS = 5;
const WARM = 3;
const CONNECTIONS = 8;
const BODY = new URLSearchParams([
  ['care.doctor', '5'],
  ['care.wait', '2'],
  ['care.price', '4'],
  ['wait_why', 'long'],
  ['recommend', '9'],
  ['recommend_why', '医生讲得很清楚'],
  ['overall', '4'],
  ['again', '5'],
  ['words', '停车不太方便'],
]).toString();

export const bench: Bench = {
  name: 'survey',
  run: (options) =>
    withRuntime(options, async (runtime) => {
      const answers = options.smoke ? ANSWERS / 20 : ANSWERS;
      const ctx = await prepare(runtime, answers * (ROUNDS + WARM));
      const app = await createApp(runtime);
      const ours = await app.listen({ port: 0, host: '127.0.0.1' });
      const peer = await barePeer(runtime);
      try {
        const links = await makeLinks(ctx, answers * (ROUNDS + WARM), ours);
        return [await weigh(links[0] ?? ''), await measure(links, answers, peer.url)];
      } finally {
        await app.close();
        await peer.close();
      }
    }),
};

/** What a phone loads, to the last byte. */
async function weigh(url: string): Promise<Figure> {
  const answer = await fetch(url, { headers: { 'user-agent': 'Mozilla/5.0 (iPhone)', 'accept-encoding': 'identity' } });
  const text = await answer.text();
  if (/<(link|script|img)[^>]* (src|href)="(?!data:)/.test(text)) throw new Error('the page loads something else too');
  const { gzipSync } = await import('node:zlib');
  return atMost('survey: the page with all it loads, gzip', 'KiB', gzipSync(text).length / 1024, 10, 1);
}

async function measure(links: readonly string[], answers: number, peer: string): Promise<Figure> {
  const part = (round: number) => links.slice(round * answers, (round + 1) * answers);
  const bare = Array.from({ length: answers }, () => peer);
  // Before it counts: code is compiled, caches are filled.
  for (let round = 0; round < WARM; round++) {
    await cpuOf(bare, 200);
    await cpuOf(part(ROUNDS + round), 303);
  }
  const us: number[] = [];
  const reference: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    reference.push(await cpuOf(bare, 200));
    us.push(await cpuOf(part(round), 303));
  }
  return atMost('survey: processor time per accepted answer', 'us', median(us), median(reference), 5);
}

/** Microseconds of this process, all its threads, per answer. */
async function cpuOf(urls: readonly string[], expected: number): Promise<number> {
  const caller = fork(fileURLToPath(new URL('./made/answers.ts', import.meta.url)));
  const done = new Promise<Answered>((resolve, reject) => {
    caller.once('message', (message) => resolve(message as Answered));
    caller.once('exit', (code) => reject(new Error(`the caller ended with ${code}`)));
  });
  const before = process.cpuUsage();
  caller.send({ urls, body: BODY, connections: CONNECTIONS });
  const { codes } = await done;
  const { user, system } = process.cpuUsage(before);
  if (codes[String(expected)] !== urls.length) throw new Error(`not accepted: ${JSON.stringify(codes)}`);
  return (user + system) / urls.length;
}

async function prepare(runtime: Runtime, customers: number): Promise<Context> {
  await ensureWorkspace(runtime, 'bench', { name: '安和口腔' });
  const ctx = await runtime.open('bench', COMMAND);
  await ctx.tx(async (tx) => {
    await saveForms(tx, ctx, { playbook: 'after-sales', version: 1 }, [VISIT]);
    await sql`insert into customer (workspace_id, customer_id, external_id, attributes, search, created_at, updated_at)
      select 'bench', 'cus_' || lpad(n::text, 8, '0'), 'customer-' || n, '{}', ' customer-' || n || ' ', ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
      from generate_series(0, ${customers}::int - 1) n`.execute(tx);
  });
  return ctx;
}

async function makeLinks(ctx: Context, count: number, base: string): Promise<string[]> {
  const ref = { playbook: 'after-sales', version: 1, form: 'visit' };
  const entries = Array.from({ length: count }, (_each, n) => ({
    customerId: `cus_${String(n).padStart(8, '0')}`,
    ref,
    channel: 'sms',
    run: { runId: `run_${n}`, token: 1 },
    epoch: 1,
  }));
  const links = await ctx.tx((tx) => mintLinks(tx, ctx, entries));
  return links.map(({ url }) => base + new URL(url).pathname);
}

/** What somebody would write in an hour: read the post, insert the row that we insert, with nothing looked at, answer. */
async function barePeer(runtime: Runtime): Promise<{ url: string; close: () => Promise<void> }> {
  const { owner } = runtime.db;
  await owner.query('create table bare_answer (like response including defaults)');
  const app = fastify();
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  const columns =
    'workspace_id, response_id, response_key, playbook, version, form_key, customer_id, via, channel, run_id, token, epoch, answered_by, answers, csat, nps, intent, signals, texts, started_at, updated_at, completed_at';
  const places = columns.split(',').map((_column, at) => `$${at + 1}`);
  const text = `insert into bare_answer (${columns}) values (${places.join(', ')})`;
  app.post('/answer', async (request) => {
    const answers = request.body as Record<string, string>;
    const now = new Date();
    const id = randomUUID();
    const words = `${answers['recommend_why']} ${answers['words']}`;
    const [stars, score, again] = [answers['overall'], answers['recommend'], answers['again']].map(Number);
    const fixed = ['bench', id, id, 'after-sales', 1, 'visit', 'cus_1', 'h5', 'sms', 'run_1', 1, 1, null];
    await owner.query(text, [...fixed, JSON.stringify(answers), stars, score, again, [], words, now, now, now]);
    return { ok: true };
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url: `${address}/answer`, close: () => app.close() };
}

/**
 * Thousands of sends by processes that are killed at random moments, against peers that count. None is lost, none is doubled: with a peer that can
 * be asked nothing stays unknown; with one that cannot (SMTP), what was in the air when a process died stays unknown and is never sent again.
 * A few hundred in the usual run, 10,000 with `bin/huixiang test --all`.
 */
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Program, startProgram } from '../../../kit/testing/program.ts';
import { closeConnections } from '../channels/email/pool.ts';
import { type GatewayPeer, openGateway } from '../channels/gateway/testing/gateway.ts';
import { type Letters, openLetters } from '../testing/letters.ts';
import { openSmtpPeer, type SmtpPeer } from '../testing/smtp.ts';

const ALL = Boolean(process.env['HUIXIANG_TEST_ALL']);
const MANY = ALL ? 10_000 : 250;
/** Starting a process is what takes time here. */
const KILLS = ALL ? 60 : 2;

let letters: Letters;
let gateway: GatewayPeer;
let smtp: SmtpPeer;
beforeAll(async () => {
  letters = await openLetters();
  await letters.template();
  [gateway, smtp] = await Promise.all([openGateway(), openSmtpPeer()]);
  for (const [channel, adapter, settings] of [
    ['sms', 'gateway', gateway.settings],
    ['email', 'smtp', { host: '127.0.0.1', port: smtp.port, secure: false, from: 'care@anhe.example' }],
  ] as const) {
    const set = await letters.world.call('PUT', `/api/w/main/channels/${channel}`, { adapter, settings });
    expect(set.status, JSON.stringify(set.body)).toBe(200);
  }
});
afterAll(async () => {
  closeConnections();
  await Promise.all([gateway.close(), smtp.close()]);
  await letters.world.close();
});

async function customers(mark: string): Promise<string[]> {
  const ctx = await letters.ctx();
  const { rows } = await ctx.tx((tx) =>
    sql<{ customer_id: string }>`
      insert into customer (workspace_id, customer_id, external_id, name, phone, email, attributes, search, created_at, updated_at)
      select ${ctx.workspace.id}, 'cus_' || ${mark}::text || lpad(n::text, 27, '0'), ${mark}::text || n, 'C' || n, '+8613' || ascii(${mark}::text) % 10 || lpad((n * 10)::text, 8, '0'),
        ${mark}::text || n || '@customers.example', '{}', '', ${ctx.now}, ${ctx.now}
      from generate_series(1, ${MANY}::int) n returning customer_id`.execute(tx),
  );
  return rows.map((row) => row.customer_id);
}

async function count(state: string): Promise<number> {
  return (await letters.states())[state] ?? 0;
}

function start(): Promise<Program> {
  const file = join(import.meta.dirname, '../testing/deliver-process.ts');
  return startProgram(file, letters.world.databaseUrl, letters.world.home);
}

/**
 * Two at a time; whichever has begun is killed somewhere in the middle, so often; then they may end (in the usual run this process takes what is
 * left). Returns how many were killed.
 */
async function sendAndKill(): Promise<number> {
  let killed = 0;
  const lane = async (): Promise<void> => {
    while ((ALL || killed < KILLS) && (await count('queued')) > 0) {
      const child = await start();
      const over = once(child, 'exit');
      const began = await Promise.race([once(child.stdout, 'data'), over]);
      if (began.length === 0) continue;
      await Promise.race([killed < KILLS ? sleep(40 + Math.random() * (ALL ? 1500 : 250)) : over, over]);
      if (killed < KILLS && child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        killed++;
      }
      await over;
    }
  };
  await Promise.all([lane(), lane()]);
  while ((await count('queued')) > 0) await letters.world.drain();
  return killed;
}

/** Whoever held what is still being sent is dead. */
async function leasesAreOver(): Promise<void> {
  const ctx = await letters.ctx();
  await ctx.tx((tx) =>
    sql`update delivery set lease_until = ${new Date(0)} where workspace_id = ${ctx.workspace.id} and state = 'sending'`.execute(
      tx,
    ),
  );
}

async function settleAll(times: readonly string[]): Promise<void> {
  await leasesAreOver();
  for (const at of times) {
    await letters.at(`2026-11-24T${at}`);
    await letters.world.sweep();
    await letters.world.drain();
  }
}

test('a gateway that can be asked: every message once, and nothing unknown', async () => {
  await gateway.drop(0.05);
  const ids = await customers('g');
  await letters.send(ids, [{ channel: 'sms' }], { run: 'run_gateway' });
  const killed = await sendAndKill();
  expect(killed).toBeGreaterThan(0);
  const inTheAir = await count('sending');
  const unknown = await count('unknown');
  expect(inTheAir + unknown).toBeGreaterThan(0);
  await gateway.drop(0);
  await settleAll(['10:02:00', '10:10:00', '10:20:00']);
  expect(await letters.states()).toMatchObject({ accepted: MANY });
  for (const state of ['sending', 'unknown', 'queued']) expect(await count(state), state).toBe(0);
  const taken = await gateway.taken();
  expect(taken.filter(({ n }) => n !== 1)).toEqual([]);
  expect(taken).toHaveLength(MANY);
}, 600_000);

test('a mail server that cannot be asked: no mail twice, none lost without being shown as unknown', async () => {
  await letters.at('2026-11-25T10:00:00');
  const ids = await customers('m');
  await letters.send(ids, [{ channel: 'email' }], { run: 'run_smtp' });
  const before = smtp.mails.length;
  expect(await sendAndKill()).toBeGreaterThan(0);
  await leasesAreOver();
  await letters.world.sweep();
  await letters.world.drain();
  const attempts = (await letters.attempts()).filter(({ channel }) => channel === 'email');
  expect(attempts).toHaveLength(MANY);
  // Whether a kill met a mail in the air is chance; crash.test.ts makes sure of one.
  expect(attempts.filter(({ state }) => state !== 'accepted' && state !== 'unknown')).toEqual([]);
  const mails = smtp.mails.slice(before).map(({ to }) => to[0] ?? '');
  expect(new Set(mails).size, 'no address twice').toBe(mails.length);
  const got = new Set(mails);
  // What we call accepted was taken; only of the unknown some were not.
  expect(attempts.filter(({ state, address }) => state === 'accepted' && !got.has(address ?? ''))).toEqual([]);
  const { body } = await letters.world.call('GET', '/api/w/main/messages?state=unknown&limit=1');
  expect(body.counts.unknown ?? 0).toBe(attempts.filter(({ state }) => state === 'unknown').length);
  // Time alone never sends them.
  await letters.at('2026-11-26T10:00:00');
  await letters.world.sweep();
  await letters.world.drain();
  expect(smtp.mails).toHaveLength(before + mails.length);
}, 600_000);

/** Processes that die while they send, and several that send at once. */
import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPools } from '../../../kit/db/database.ts';
import { openLog } from '../../../kit/log.ts';
import { createRuntime } from '../../../kit/runtime.ts';
import { SYSTEM } from '../../../kit/context.ts';
import { startProgram } from '../../../kit/testing/program.ts';
import { features } from '../../../main/features.ts';
import { closeConnections } from '../channels/email/pool.ts';
import { deliver } from './deliver.ts';
import { type Letters, openLetters } from '../testing/letters.ts';
import { openSmtpPeer, type SmtpPeer } from '../testing/smtp.ts';

let letters: Letters;
let peer: SmtpPeer;
beforeAll(async () => {
  letters = await openLetters();
  peer = await openSmtpPeer();
  await letters.template();
  const settings = { host: '127.0.0.1', port: peer.port, secure: false, from: 'care@anhe.example' };
  const set = await letters.world.call('PUT', '/api/w/main/channels/email', { adapter: 'smtp', settings });
  expect(set.status, JSON.stringify(set.body)).toBe(200);
});
afterAll(async () => {
  closeConnections();
  await peer.close();
  await letters.world.close();
});

const go = { signal: new AbortController().signal };

async function leaseIsOver(): Promise<void> {
  const ctx = await letters.ctx();
  await ctx.tx((tx) =>
    sql`update delivery set lease_until = ${new Date(0)} where workspace_id = ${ctx.workspace.id} and state = 'sending'`.execute(
      tx,
    ),
  );
}

test('a process killed while it sends leaves an unknown attempt, and the mail is not sent twice', async () => {
  const email = 'slow1@customers.example';
  const id = await letters.customer('K-1', { email });
  await letters.send([id], [{ channel: 'email' }]);
  const file = join(import.meta.dirname, '../testing/deliver-process.ts');
  const child = await startProgram(file, letters.world.databaseUrl, letters.world.home);
  // The peer has the message and takes three seconds to say so.
  await expect.poll(() => peer.to(email).length, { timeout: 20_000 }).toBe(1);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect((await letters.attempts(id))[0]).toMatchObject({ state: 'sending' });
  // Nobody takes it over while its sender may live.
  await letters.world.sweep();
  await letters.world.drain();
  expect((await letters.attempts(id))[0]).toMatchObject({ state: 'sending' });
  await leaseIsOver();
  await letters.world.sweep();
  await letters.world.drain();
  await letters.world.sweep();
  await letters.world.drain();
  expect(await letters.attempts(id)).toMatchObject([{ state: 'unknown', code: 'sender_died' }]);
  expect(await letters.message(id)).toMatchObject({ state: 'unknown' });
  expect(peer.to(email)).toHaveLength(1);
}, 40_000);

test('a line that breaks after the message was given is unknown and stays so', async () => {
  const email = 'drop1@customers.example';
  const id = await letters.customer('K-2', { email });
  await letters.send([id], [{ channel: 'email' }]);
  await letters.world.drain();
  await letters.world.sweep();
  await letters.world.drain();
  expect(await letters.attempts(id)).toMatchObject([{ state: 'unknown' }]);
  expect(peer.to(email)).toHaveLength(1);
});

test('what was surely not sent is tried again, a few times, then the next channel, which nothing carries here', async () => {
  const id = await letters.customer('K-3', { email: 'later1@customers.example' });
  await letters.send([id], [{ channel: 'email' }, { channel: 'sms' }]);
  for (const at of ['10:00:00', '10:01:00', '10:11:00', '11:11:00']) {
    await letters.at(`2026-11-24T${at}`);
    await letters.world.sweep();
    await letters.world.drain();
  }
  expect((await letters.attempts(id)).map(({ channel, state, try: n }) => `${channel} ${n} ${state}`)).toEqual([
    'email 1 failed',
    'email 2 failed',
    'email 3 failed',
    'email 4 failed',
    'sms 1 refused',
  ]);
  await letters.at('2026-11-24T10:00:00');
});

test('two programs on one database send each message once', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 40; n++) ids.push(await letters.customer(`T-${n}`, { email: `two${n}@customers.example` }));
  await letters.send(ids, [{ channel: 'email' }], { run: 'run_two' });
  const log = openLog('silent');
  const db = openPools({ url: letters.world.databaseUrl, log });
  const other = createRuntime({ db, log, home: letters.world.home, features });
  const contexts = [await letters.ctx(), await other.open('main', SYSTEM), await letters.ctx()];
  await Promise.all(contexts.map((ctx) => deliver(ctx, go)));
  await db.close();
  for (let n = 0; n < 40; n++) expect(peer.to(`two${n}@customers.example`), `two${n}`).toHaveLength(1);
  expect((await letters.attempts()).filter((each) => each.state === 'sending' || each.state === 'queued')).toEqual([]);
});

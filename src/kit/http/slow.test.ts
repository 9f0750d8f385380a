import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../testing/world.ts';
import { createApp } from './app.ts';
import { PATIENCE } from './slow.ts';

let world: World;
let app: FastifyInstance;
let port: number;
let key: string;

beforeAll(async () => {
  world = await createWorld();
  key = await world.key();
  // The limits of every day are minutes; 1 MB at this pace adds a tenth of a second.
  const patience = { headersMs: 600, bodyMs: 500, bytesPerSecond: 10_000_000, idleMs: 3000 };
  app = await createApp(world.runtime, { patience });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterAll(async () => {
  await app.close();
  await world.close();
});

/** Sends the beginning, then a byte every 50 ms for as long as it may: what was answered, and after how long it was cut. */
async function trickle(beginning: string, most = 4000): Promise<{ heard: string; ms: number; cut: boolean }> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  let cut = false;
  socket.on('data', (part: Buffer) => (heard += part.toString('utf8')));
  socket.on('error', () => undefined);
  socket.on('close', () => (cut = true));
  const started = performance.now();
  socket.write(beginning);
  while (!cut && performance.now() - started < most) {
    await sleep(50);
    if (!socket.destroyed) socket.write(' ');
  }
  socket.destroy();
  return { heard, ms: performance.now() - started, cut };
}

const post = (path: string, more: readonly string[] = []): string =>
  [`POST ${path} HTTP/1.1`, 'host: x', 'content-length: 5000', ...more, '', '{'].join('\r\n');
const json = 'content-type: application/json';

test('a body that trickles in is cut off, and told so', async () => {
  const { heard, ms, cut } = await trickle(post('/api/w/main/segments', [json, `authorization: Bearer ${key}`]));
  expect(heard).toContain('HTTP/1.1 408');
  expect(heard).toContain('urn:huixiang:too_slow');
  expect(heard.toLowerCase()).toContain('connection: close');
  expect({ cut, inTime: ms > 400 && ms < 2500 }).toEqual({ cut: true, inTime: true });
});

test('a stranger who is refused at once does not hold the connection with the rest of his body', async () => {
  const { heard, ms, cut } = await trickle(post('/api/w/main/segments', [json]));
  expect(heard).toContain('HTTP/1.1 401');
  expect({ cut, inTime: ms < 2500 }).toEqual({ cut: true, inTime: true });
});

test('bodies that are read as streams are cut as well: the page of a customer, a file', async () => {
  const form = 'content-type: application/x-www-form-urlencoded';
  for (const path of ['/s/none', '/api/w/main/imports/orders'])
    expect(await trickle(post(path, [form, `authorization: Bearer ${key}`])), path).toMatchObject({ cut: true });
});

test('headers that never end are cut off', async () => {
  const { ms, cut } = await trickle('GET /livez HTTP/1.1\r\nhost: x\r\nx-a: ');
  expect({ cut, inTime: ms < 3500 }).toEqual({ cut: true, inTime: true });
});

test('a connection on which nothing moves is closed', async () => {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined).resume();
  const closed = new Promise<boolean>((done) => socket.once('close', () => done(true)));
  expect(await Promise.race([closed, sleep(5000).then(() => false)])).toBe(true);
});

/** The status of a body that comes in two parts. */
function inTwo(agent: Agent, pauseMs: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const sent = request({ port, agent, path: '/api/w/main/segments', method: 'POST', headers }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode));
    });
    sent.once('error', reject);
    sent.write('{"name":');
    setTimeout(() => sent.end('"x"}'), pauseMs);
  });
}

test('who sends within the time is served, and the connection serves on when that time is over', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let n = 0; n < 3; n++) {
    expect(await inTwo(agent, 150)).toBe(400);
    await sleep(700);
  }
  agent.destroy();
});

test('a file of the largest size has a quarter of an hour, an ordinary request less than a minute', () => {
  const seconds = (bytes: number) => PATIENCE.bodyMs / 1000 + bytes / PATIENCE.bytesPerSecond;
  expect(seconds(1024 * 1024)).toBeLessThan(60);
  expect(seconds(100 * 1024 * 1024)).toBeGreaterThan(900);
});

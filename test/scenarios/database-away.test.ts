import { afterAll, beforeAll, expect, test } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { openPools } from '../../src/kit/db/database.ts';
import { createApp } from '../../src/kit/http/app.ts';
import { newId } from '../../src/kit/ids.ts';
import { openLog } from '../../src/kit/log.ts';
import { createRuntime } from '../../src/kit/runtime.ts';
import { features } from '../../src/main/features.ts';
import { makeToken } from '../../src/features/surveys/token.ts';

let app: FastifyInstance;
let home: string;
let close: () => Promise<void>;
beforeAll(async () => {
  const log = openLog('silent');
  home = await mkdtemp(join(tmpdir(), 'hx-away-'));
  // Nobody listens there.
  const db = openPools({ url: 'postgres://nobody@127.0.0.1:1/none', log });
  app = await createApp(createRuntime({ db, log, home, features }));
  close = async () => {
    await app.close();
    await db.close();
    await rm(home, { recursive: true, force: true });
  };
});
afterAll(() => close());

test('while the database is away an API call is told to come again', async () => {
  const answer = await app.inject({ url: '/api/w/main/tasks', headers: { authorization: 'Bearer hx_abc' } });
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toMatchObject({ code: 'unavailable' });
  expect(answer.headers['retry-after']).toBe('5');
});

test.each(['GET', 'POST'] as const)('%s of the customer’s page shows her a page', async (method) => {
  const token = makeToken(home, { workspace: 'main', linkId: newId('lnk') });
  const answer = await app.inject({
    method,
    url: `/s/${token}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    ...(method === 'POST' ? { payload: 'rate=5' } : {}),
  });
  expect(answer.statusCode).toBe(503);
  expect(answer.headers['content-type']).toContain('text/html');
});

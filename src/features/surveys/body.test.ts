import { PassThrough } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { Problem } from '../../kit/errors.ts';
import { readPost } from './body.ts';
import { MOST_POST } from './contract-page.ts';

const headers = { 'content-type': 'application/x-www-form-urlencoded' };
const read = (body: PassThrough) => readPost({ body, headers } as unknown as FastifyRequest);

test('a post that is broken off is nobody’s defect', async () => {
  const body = new PassThrough();
  const reading = read(body);
  body.write('rate=5');
  body.destroy();
  await expect(reading).rejects.toBeInstanceOf(Problem);
});

test('a post without end is cut off', async () => {
  const body = new PassThrough();
  const reading = read(body).catch((error: unknown) => error);
  let sent = 0;
  while (!body.destroyed && sent < 100 * MOST_POST) {
    body.write(Buffer.alloc(65_536, 'x'));
    sent += 65_536;
    await new Promise(setImmediate);
  }
  expect(body.destroyed).toBe(true);
  expect(await reading).toBeInstanceOf(Problem);
});

test('one that is only too large is read to its end and refused', async () => {
  const body = new PassThrough();
  const reading = read(body);
  body.end(Buffer.alloc(MOST_POST + 1, 'x'));
  expect(await reading).toBeNull();
});

/** The stand-in is held to the official SDK: what that sends is accepted and what it answers is understood; and ours is shaped the same. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileTaxonomy } from '../../src/engine/text/index.ts';
import { requestOf } from '../../src/features/feedback/models/endpoint/prompt.ts';
import { post } from '../../src/features/feedback/models/endpoint/post.ts';
import { DEFAULT_TAXONOMY } from '../../src/features/feedback/words-taxonomy.ts';
import { type ChatServer, openChatServer } from './chat-completions.ts';

interface Sdk {
  readonly default: new (options: {
    apiKey: string;
    baseURL: string;
    maxRetries: number;
  }) => {
    readonly chat: {
      readonly completions: { create(body: unknown): Promise<{ choices: { message: { content: string } }[] }> };
    };
  };
}
// A name that is put together: types and bundlers do not ask for a package that only this test needs.
const sdk = (await import(['open', 'ai'].join('')).catch(() => null)) as Sdk | null;

let server: ChatServer;
const allowed = process.env['HUIXIANG_WEBHOOK_ALLOW'];
beforeAll(async () => {
  process.env['HUIXIANG_WEBHOOK_ALLOW'] = '127.0.0.1';
  server = await openChatServer();
});
afterAll(async () => {
  if (allowed === undefined) delete process.env['HUIXIANG_WEBHOOK_ALLOW'];
  else process.env['HUIXIANG_WEBHOOK_ALLOW'] = allowed;
  await server.close();
});

const taxonomy = compileTaxonomy(DEFAULT_TAXONOMY);
const service = () => ({
  id: null,
  baseUrl: server.baseUrl,
  model: 'small-1',
  timeoutMs: 2000,
  use: 'whole' as const,
  key: server.key,
  isKeyLost: false,
});

test.skipIf(!sdk)('the SDK sends our request as we do, and reads the answer', async () => {
  const client = new sdk!.default({ apiKey: server.key, baseURL: server.baseUrl, maxRetries: 0 });
  for (const format of ['schema', 'object'] as const) {
    server.asked.length = 0;
    const body = requestOf(['太贵了', '还行'], { model: 'small-1', use: 'whole', taxonomy, format });
    const answer = await client.chat.completions.create(JSON.parse(body));
    expect(JSON.parse(answer.choices[0]!.message.content)).toEqual({
      items: [
        { id: 0, reasons: [] },
        { id: 1, reasons: [] },
      ],
    });
    expect((await post(service(), body)).ok).toBe(true);
    const [theirs, ours] = server.asked;
    expect(ours!.body).toEqual(theirs!.body);
    for (const name of ['authorization', 'content-type', 'accept'] as const)
      expect(ours!.headers[name], name).toBe(theirs!.headers[name]);
  }
});

test.skipIf(!sdk)('errors are errors to the SDK too', async () => {
  const wrong = new sdk!.default({ apiKey: 'sk-wrong', baseURL: server.baseUrl, maxRetries: 0 });
  const body = { model: 'small-1', messages: [{ role: 'user', content: 'x' }] };
  await expect(wrong.chat.completions.create(body)).rejects.toMatchObject({ status: 401 });
  const client = new sdk!.default({ apiKey: server.key, baseURL: server.baseUrl, maxRetries: 0 });
  await expect(client.chat.completions.create({ ...body, messages: [] })).rejects.toMatchObject({ status: 400 });
  server.fault = { status: 429, headers: { 'retry-after': '7' } };
  await expect(client.chat.completions.create(body)).rejects.toMatchObject({ status: 429 });
  server.fault = null;
});

test('the stand-in refuses what the real one refuses', async () => {
  const why = async (body: object) => {
    const posted = await post(service(), JSON.stringify(body));
    return posted.ok ? 'taken' : posted.status;
  };
  const messages = [{ role: 'user', content: 'x' }];
  const loose = {
    type: 'json_schema',
    json_schema: { name: 'a', strict: true, schema: { type: 'object', properties: { a: { type: 'string' } } } },
  };
  expect(await why({ model: 'm', messages })).toBe('taken');
  expect(await why({ model: 'm', messages, response_format: loose })).toBe(400);
  expect(await why({ model: 'm', messages, response_format: { type: 'json_object' } })).toBe(400);
  expect(await why({ model: 'm', messages, tempo: 1 })).toBe(400);
});

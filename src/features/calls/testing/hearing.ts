/** Stands in for a recogniser: takes the sound as OpenAI's interface does, and answers with a text or fails. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readWav, secondsOf } from '../../../engine/sound/index.ts';
import { closeServer } from '../../../kit/testing/close-server.ts';

export interface Hearing {
  readonly url: string;
  /** What it was given: seconds of sound, and what stood beside it. */
  readonly heard: { readonly seconds: number; readonly language: string; readonly key: string }[];
  /** So many requests fail from now on. */
  fails: number;
  close(): Promise<void>;
}

const wordOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export async function startHearing(): Promise<Hearing> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => void answer(Buffer.concat(parts)));
    const answer = async (body: Buffer): Promise<void> => {
      const type = request.headers['content-type'] ?? '';
      const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
      const file = form.get('file');
      const sound = file instanceof Blob ? readWav(new Uint8Array(await file.arrayBuffer())) : null;
      const seconds = sound ? secondsOf(sound) : 0;
      hearing.heard.push({ seconds, language: wordOf(form.get('language')), key: request.headers.authorization ?? '' });
      if (hearing.fails > 0) {
        hearing.fails -= 1;
        response.writeHead(503).end('busy');
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ text: seconds === 2 ? '等得有点久。' : '您好……' }));
    };
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const hearing: Hearing = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    heard: [],
    fails: 0,
    async close() {
      await closeServer(server);
    },
  };
  return hearing;
}

/**
 * An SMS gateway in a process of its own, for tests and benches: `node --import tsx gateway-peer.ts`. It keeps what it took by attempt, counts how
 * often each came, and numbers say how it behaves: ...0001 is nobody, ...0002 comes too fast, ...0003 is taken and the line breaks before the answer.
 * On stdout one line of JSON: `{port}`. `GET /taken` tells what it holds.
 */
import { createServer } from 'node:http';
import { isSigned, SIGNATURE } from '../sign.ts';
import { GATEWAY_SECRET } from './gateway-secret.ts';

const taken = new Map<string, { to: string; text: string; n: number }>();
/** A share of all requests is taken and never answered. */
let dropping = 0;

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts);
    const answer = (status: number, said: object, headers: Record<string, string> = {}): void => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(said));
    };
    const path = (request.url ?? '').slice(1);
    if (path === 'taken') return answer(200, { items: [...taken].map(([id, each]) => ({ id, ...each })) });
    if (path.startsWith('drop/')) {
      dropping = Number(path.slice(5));
      return answer(200, {});
    }
    const signature = request.headers[SIGNATURE];
    if (!isSigned(GATEWAY_SECRET, typeof signature === 'string' ? signature : undefined, body, Date.now()))
      return answer(401, { code: 'signature' });
    if (request.method === 'GET') {
      const id = path.replace(/^messages\//, '');
      if (id === 'health') return answer(200, {});
      return taken.has(id) ? answer(200, { id: `gw-${id}`, status: 'accepted' }) : answer(404, {});
    }
    const { id, to, text } = JSON.parse(body.toString()) as { id: string; to: string; text: string };
    if (to.endsWith('0001'))
      return answer(422, { scope: 'recipient', code: 'no_such_number', note: `${to} is nobody` });
    if (to.endsWith('0002')) return answer(429, { code: 'too_fast' }, { 'retry-after': '30' });
    const before = taken.get(id);
    taken.set(id, { to, text, n: (before?.n ?? 0) + 1 });
    if (to.endsWith('0003') || Math.random() < dropping) return response.destroy();
    answer(before ? 409 : 200, { id: `gw-${id}`, status: 'accepted', parts: Math.ceil(text.length / 67) });
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' ? address?.port : 0 })}\n`);
});

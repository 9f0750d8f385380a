/** The caller of the batch API, a process of its own as in real life: it is told what to send, makes the batches, sends them, tells how long. */
import { Agent, request } from 'node:http';
import { once } from 'node:events';
import { makeEvents } from './events.ts';

export interface Load {
  readonly url: string;
  readonly secret: string;
  readonly connections: number;
  readonly source: string;
  readonly events: number;
  readonly customers: number;
  readonly batch: number;
}

export interface Sent {
  readonly seconds: number;
  readonly accepted: number;
}

const [load] = (await once(process, 'message')) as [Load];
const agent = new Agent({ keepAlive: true, maxSockets: load.connections });

function makeBodies(): Buffer[] {
  const events = makeEvents(load.source, load.events, load.customers).map(({ customerNumber, ...event }) => ({
    ...event,
    customer: { externalId: `customer-${customerNumber}` },
  }));
  const bodies: Buffer[] = [];
  for (let at = 0; at < events.length; at += load.batch) {
    bodies.push(Buffer.from(JSON.stringify({ events: events.slice(at, at + load.batch) })));
  }
  return bodies;
}

function send(body: Buffer): Promise<number> {
  const headers = {
    authorization: `Bearer ${load.secret}`,
    'content-type': 'application/json',
    'content-length': body.length,
  };
  return new Promise((resolve, reject) => {
    const call = request(load.url, { method: 'POST', agent, headers }, (answer) => {
      let text = '';
      answer.on('data', (part: Buffer) => {
        text += part.toString();
      });
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve((JSON.parse(text) as { accepted: number }).accepted);
        else reject(new Error(`${answer.statusCode} ${text}`));
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

const bodies = makeBodies();
let next = 0;
let accepted = 0;
const began = performance.now();
await Promise.all(
  Array.from({ length: load.connections }, async () => {
    while (next < bodies.length) {
      const body = bodies[next++];
      const count = body ? await send(body) : 0;
      accepted += count;
    }
  }),
);
process.send?.({ seconds: (performance.now() - began) / 1000, accepted } satisfies Sent);
process.disconnect();
agent.destroy();

/**
 * From an event accepted by the API to its message in the hands of a mail server: rule, enrolment, flow, contact policy, template and SMTP, with
 * API and worker in one process beside the embedded database, at 50 events a second. The limit is one second for 99 of 100.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { ensureWorkspace, makeKey } from '../src/features/access/index.ts';
import { enablePlaybook, importPlaybook } from '../src/features/playbooks/index.ts';
import { COMMAND, type Context } from '../src/kit/context.ts';
import { createApp } from '../src/kit/http/app.ts';
import { startWorker } from '../src/kit/jobs/worker.ts';
import { contextIn, type Runtime } from '../src/kit/runtime.ts';
import { openMailbox } from '../test/peers/mailbox.ts';
import { atMost, type Bench, type Figure } from './bench.ts';
import { withRuntime } from './world.ts';

const RATE = 50;
const SECONDS = 30;
const LIMIT_MS = 1000;
const WORKSPACE = 'reaction';
/** A working hour, so that no message waits for the morning. */
const CLOCK = new Date('2026-03-02T02:00:00Z');

const words = (text: string) => ({ zh: text, en: text });
const playbook = {
  key: 'thanks',
  name: words('thanks'),
  description: words('thanks'),
  trigger: { kind: 'event', event: 'purchase' },
  audience: {
    combinator: 'and',
    rules: [{ field: 'event_count', operator: '>=', value: { event: 'purchase', n: 1 } }],
  },
  consent: null,
  goal: { event: 'purchase', name: words('purchase') },
  control: { holdout: 0, serviceCritical: false },
  messages: [
    {
      key: 'thanks',
      name: words('thanks'),
      purpose: 'service',
      channels: { email: { subject: words('thanks'), text: words('{{customer.name|you}}') } },
    },
  ],
  flow: {
    nodes: [
      { id: 'send', kind: 'action', action: 'send', params: { message: 'thanks', plan: [{ channel: 'email' }] } },
    ],
  },
};

async function seed(runtime: Runtime, customers: number): Promise<Context> {
  const ctx = contextIn(runtime, await ensureWorkspace(runtime, WORKSPACE, { clock: CLOCK }), COMMAND);
  await ctx.tx(async (tx) => {
    await sql`
      insert into customer (workspace_id, customer_id, external_id, name, email, attributes, search, created_at, updated_at)
      select ${WORKSPACE}, 'cus_' || lpad(n::text, 8, '0'), 'C' || n, 'C' || n, 'c' || n || '@customers.example', '{}', 'c' || n,
        ${CLOCK}::timestamptz, ${CLOCK}::timestamptz
      from generate_series(1, ${customers}::int) n`.execute(tx);
    await importPlaybook(tx, ctx, playbook, '');
    await enablePlaybook(tx, ctx, playbook.key);
  });
  return ctx;
}

export const bench: Bench = {
  name: 'reaction',
  run: (options) =>
    withRuntime(options, async (runtime): Promise<Figure[]> => {
      const events = RATE * (options.smoke ? 1 : SECONDS);
      const ctx = await seed(runtime, events);
      const permissions = ['events:write', 'messages:configure'];
      const key = await makeKey({ ...ctx, permissions: new Set(permissions) }, { name: 'bench', permissions });
      const app = await createApp(runtime);
      const url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/api/w/${WORKSPACE}`;
      const worker = await startWorker(runtime, 'all');
      const mailbox = await openMailbox();
      const call = async (method: string, path: string, body: unknown): Promise<void> => {
        const answer = await fetch(`${url}${path}`, {
          method,
          headers: { authorization: `Bearer ${key.secret}`, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
        await answer.arrayBuffer();
      };
      try {
        const settings = { host: '127.0.0.1', port: mailbox.port, secure: false, from: 'care@huixiang.example' };
        await call('PUT', '/channels/email', { adapter: 'smtp', settings });
        const accepted = new Map<string, number>();
        const began = performance.now();
        const posts: Promise<void>[] = [];
        for (let n = 1; n <= events; n++) {
          await sleep(Math.max(0, began + (n * 1000) / RATE - performance.now()));
          const event = {
            externalId: `o${n}`,
            type: 'purchase',
            at: CLOCK.toISOString(),
            amount: 1,
            customer: { externalId: `C${n}` },
          };
          posts.push(
            call('POST', '/events', { events: [event] }).then(() => {
              accepted.set(`c${n}@customers.example`, Date.now());
            }),
          );
        }
        await Promise.all(posts);
        const rate = (events * 1000) / (performance.now() - began);
        const deadline = Date.now() + 60_000;
        let mails = await mailbox.mails();
        while (mails.length < events && Date.now() < deadline) {
          await sleep(200);
          mails = await mailbox.mails();
        }
        if (mails.length !== events) throw new Error(`${mails.length} mails for ${events} events`);
        const waits = mails.map((mail) => mail.at - (accepted.get(mail.to[0] ?? '') ?? 0)).sort((a, b) => a - b);
        const at = (share: number): number => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0;
        return [
          atMost(`event to mail server, p99 of ${events} at ${Math.round(rate)}/s`, 'ms', at(0.99), LIMIT_MS, 1),
          atMost('the same, median', 'ms', at(0.5), LIMIT_MS, 1),
        ];
      } finally {
        mailbox.close();
        await worker.stop();
        await app.close();
      }
    }),
};

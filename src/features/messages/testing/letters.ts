/** Customers who get messages, for tests: through the verbs of this room, without a playbook around them. */
import { sql } from 'kysely';
import type { Context } from '../../../kit/context.ts';
import type { Feature } from '../../../kit/feature.ts';
import { createWorld, type World } from '../../../kit/testing/world.ts';
import { carriersOf } from '../accounts/carriers.ts';
import type { Plan } from '../contract-plan.ts';
import { type ContactPolicy, DEFAULT_POLICY } from '../contract-policy.ts';
import type { ChannelKind, MessageTemplate } from '../contract-definition.ts';
import { receiveInbound } from '../inbound/inbound.ts';
import { takeReceipts } from '../receipts/receipts.ts';
import { sendMessages } from '../sending/send.ts';
import { takeEvents } from '../receipts/take-events.ts';
import { saveTemplates } from '../words/templates.ts';

export const HELLO: MessageTemplate = {
  key: 'hello',
  name: { zh: '问候', en: 'Hello' },
  purpose: 'service',
  channels: {
    sms: { text: { zh: '【{{company.name}}】{{customer.first|您}}好', en: '{{customer.first|hello}}' } },
    wecom: { text: { zh: '{{customer.first|您}}好', en: '{{customer.first|hello}}' } },
    email: {
      subject: { zh: '{{customer.name|您}}好', en: 'Hello {{customer.name|there}}' },
      text: { zh: '{{customer.first|您}}好：<最近>好吗？', en: 'Hello' },
    },
  },
};

export interface Attempted {
  readonly delivery_id: string;
  readonly message_id: string;
  readonly step: number;
  readonly try: number;
  readonly channel: 'sms' | 'wecom' | 'email';
  readonly adapter: string | null;
  readonly state: string;
  readonly reason: string | null;
  readonly due_at: Date;
  readonly address: string | null;
  readonly content: { readonly subject?: { text: string }[]; readonly text: { text: string; path?: string }[] } | null;
  readonly decision: { readonly checks: { rule: string; ok: boolean }[] } | null;
  readonly contacted_at: Date | null;
  readonly sent_at: Date | null;
  readonly read_at: Date | null;
  readonly code: string | null;
  readonly note: string | null;
}

export interface Letters {
  readonly world: World;
  ctx(): Promise<Context>;
  customer(externalId: string, more?: Record<string, unknown>): Promise<string>;
  template(part?: Partial<MessageTemplate>): Promise<void>;
  /** Each run once: the run's id is the key. Returns how many are new. */
  send(
    customerIds: readonly string[],
    plan: Plan,
    options?: { run?: string; message?: string; preferred?: boolean },
  ): Promise<number>;
  receipt(deliveryId: string, status: 'accepted' | 'delivered' | 'read' | 'failed', key?: string): Promise<number>;
  reply(customerId: string, channel: 'sms' | 'wecom' | 'email', text: string, key?: string): Promise<number>;
  /** Comes in by its address, whoever that is. */
  write(channel: ChannelKind, from: string, text: string, key?: string): Promise<void>;
  attempts(customerId?: string): Promise<Attempted[]>;
  states(): Promise<Record<string, number>>;
  message(customerId: string): Promise<{ state: string; reason: string | null; due_at: Date | null; step: number }>;
  at(time: string): Promise<void>;
  /** The default contact policy with these parts. */
  policy(part?: Partial<ContactPolicy>): Promise<void>;
}

let runs = 0;

/** A workspace `main` whose clock stands at 10 in the morning of a Tuesday. */
export async function openLetters(extra: readonly Feature[] = []): Promise<Letters> {
  const world = await createWorld(extra);
  await world.workspace('main', { name: '安和口腔' });
  await world.setClock('main', '2026-11-24T10:00:00+08:00');
  const ctx = () => world.workspace('main');
  const rows = async <T>(query: (context: Context) => ReturnType<typeof sql<T>>): Promise<T[]> => {
    const context = await ctx();
    return context.tx(async (tx) => (await query(context).execute(tx)).rows);
  };
  const letters: Letters = {
    world,
    ctx,
    async customer(externalId, more = {}) {
      const phone = `1380000${String(1000 + (runs++ % 8999))}`;
      const body = { externalId, name: '沈佳怡', gender: 'female', phone, email: `${externalId}@example.com`, ...more };
      const answer = await world.call('POST', '/api/w/main/customers', body);
      if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
      return answer.body.customerId as string;
    },
    async template(part = {}) {
      const context = await ctx();
      await context.tx((tx) => saveTemplates(tx, context, { playbook: 'demo', version: 1 }, [{ ...HELLO, ...part }]));
    },
    async send(customerIds, plan, { run, message = 'hello', preferred } = {}) {
      const context = await ctx();
      const sent = await context.tx((tx) =>
        sendMessages(
          tx,
          context,
          customerIds.map((customerId, token) => ({
            run: { runId: run ?? `run_${runs++}`, token },
            epoch: null,
            customerId,
            playbook: 'demo',
            version: 1,
            message,
            plan,
            preferred,
          })),
        ),
      );
      return sent;
    },
    async receipt(deliveryId, status, key = `${deliveryId}:${status}`) {
      const context = await ctx();
      return context.tx((tx) =>
        takeReceipts(tx, context, [{ key, deliveryId, channel: 'sms', status, at: context.now }]),
      );
    },
    async reply(customerId, channel, text, key = `in_${runs++}`) {
      const context = await ctx();
      return context.tx((tx) => receiveInbound(tx, context, [{ channel, customerId, text, externalId: key }]));
    },
    async write(channel, from, text, key = `in_${runs++}`) {
      const context = await ctx();
      await context.tx(async (tx) => {
        const carrier = (await carriersOf(tx, context)).get(channel);
        if (!carrier) throw new Error(channel);
        await takeEvents(tx, context, carrier, [{ type: 'inbound', key, from, text, at: context.now }]);
      });
      await world.drain();
    },
    attempts: (customerId) =>
      rows<Attempted>(
        (context) => sql`select * from delivery where workspace_id = ${context.workspace.id}
          ${customerId ? sql`and customer_id = ${customerId}` : sql``} order by message_id, step, try`,
      ),
    async states() {
      const found = await rows<{ state: string; n: number }>(
        (context) =>
          sql`select state, count(*)::int as n from delivery where workspace_id = ${context.workspace.id} group by state`,
      );
      return Object.fromEntries(found.map((row) => [row.state, row.n]));
    },
    async message(customerId) {
      const found = await rows<{ state: string; reason: string | null; due_at: Date | null; step: number }>(
        (context) => sql`select state, reason, due_at, step from message
          where workspace_id = ${context.workspace.id} and customer_id = ${customerId} order by created_at desc, message_id desc limit 1`,
      );
      if (!found[0]) throw new Error('no message');
      return found[0];
    },
    at: (time) => world.setClock('main', `${time}+08:00`),
    async policy(part = {}) {
      const answer = await world.call('PUT', '/api/w/main/contact-policy', { ...DEFAULT_POLICY, ...part });
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    },
  };
  return letters;
}

/** A workspace that calls, for tests: a form to ask, a message to tell, a channel that is set up. */
import type { AddressInfo } from 'node:net';
import { VISIT } from '../../../engine/forms/testing/visit.ts';
import type { RunningService } from '../../../kit/services.ts';
import { noteAddress } from '../../../kit/public-url.ts';
import { createWorld, type World } from '../../../kit/testing/world.ts';
import { saveForms } from '../../forms/index.ts';
import { saveTemplates, sendMessages } from '../../messages/index.ts';
import type { CallDetail, CallLine } from '../contract.ts';
import { startLines } from '../service-line.ts';

export const API = '/api/w/main';
/** As lines are kept, only quicker. */
export const TIMES = { tickMs: 40, lookMs: 100, leaseMs: 2_000 };
/** No channel is set up: calls ring on the phone of the sandbox. */
export const SANDBOX = 'sandbox';
const OWNER = { playbook: 'calls', version: 1 };

/** Which message of which playbook. */
export interface Told {
  readonly playbook: string;
  readonly version: number;
  readonly message: string;
}

export interface Calling {
  readonly world: World;
  customer(externalId: string, phone: string): Promise<string>;
  /** Tells her by telephone; the call waits then. */
  tell(customerId: string, what?: Told): Promise<void>;
  calls(query?: string): Promise<CallLine[]>;
  /** Her only or last call, when it is over. */
  over(customerId: string): Promise<CallDetail>;
  last(customerId: string): Promise<CallDetail | null>;
  lines(): RunningService;
  close(): Promise<void>;
}

export async function openCalling(settings: Record<string, unknown>, adapter = 'asterisk'): Promise<Calling> {
  const world = await createWorld();
  // Providers that ask us reach us over the network.
  if (adapter !== 'asterisk' && adapter !== SANDBOX) {
    await world.app.listen({ host: '127.0.0.1', port: 0 });
    noteAddress(world, '127.0.0.1', (world.app.server.address() as AddressInfo).port);
  }
  const ctx = await world.workspace('main', { name: '回响口腔' });
  await world.setClock('main', '2026-11-24T10:00:00+08:00');
  await ctx.tx(async (tx) => {
    await saveForms(tx, ctx, OWNER, [VISIT]);
    const words = { zh: '想请您评价一下这次就诊。', en: 'How was your visit?' };
    const template = {
      key: 'visit',
      name: words,
      purpose: 'service',
      form: 'visit',
      channels: { voice: { text: words } },
    } as const;
    await saveTemplates(tx, ctx, OWNER, [template]);
  });
  if (adapter !== SANDBOX) {
    const channel = await world.call('PUT', `${API}/channels/voice`, { adapter, settings });
    if (channel.status !== 200) throw new Error(JSON.stringify(channel.body));
  }
  const running: RunningService[] = [];
  const calls = async (query = ''): Promise<CallLine[]> =>
    (await world.call('GET', `${API}/calls?${query}`)).body.items;
  const last = async (customerId: string): Promise<CallDetail | null> => {
    const [line] = await calls(`customer=${customerId}`);
    return line ? (await world.call('GET', `${API}/calls/${line.callId}`)).body : null;
  };
  return {
    world,
    calls,
    last,
    async customer(externalId, phone) {
      const made = await world.call('POST', `${API}/customers`, { externalId, name: '沈丽', phone });
      return made.body.customerId;
    },
    async tell(customerId, what = { ...OWNER, message: 'visit' }) {
      const now = await world.workspace('main');
      const entry = {
        ...what,
        run: null,
        epoch: null,
        customerId,
        plan: [{ channel: 'voice' as const }],
      };
      await now.tx((tx) => sendMessages(tx, now, [entry]));
      await world.drain();
    },
    async over(customerId) {
      const until = Date.now() + 15_000;
      for (;;) {
        const [line] = await calls(`customer=${customerId}`);
        const call = line?.state === 'ended' ? await last(customerId) : null;
        if (call?.state === 'ended') return call;
        if (Date.now() > until) throw new Error(`not over: ${JSON.stringify(line)}`);
        // Asking is work on the machine that has to carry the call.
        await new Promise((resolve) => setTimeout(resolve, 80));
      }
    },
    lines() {
      const started = startLines(world.runtime, TIMES);
      running.push(started);
      return started;
    },
    async close() {
      for (const each of running) await each.stop();
      await world.close();
    },
  };
}

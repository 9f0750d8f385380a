/** Customers and runs for tests of flows. */
import type { FlowTree } from '../../../engine/flow/index.ts';
import type { Context } from '../../../kit/context.ts';
import type { World } from '../../../kit/testing/world.ts';
import { saveFlow, startRuns } from '../index.ts';
import { entriesOf, readRuns, type RunView } from './store.ts';

export class FlowWorld {
  readonly world: World;
  #at = '2026-03-02T02:00:00.000Z';
  #numbers = 0;

  constructor(world: World) {
    this.world = world;
  }

  get now(): string {
    return this.#at;
  }

  async ctx(): Promise<Context> {
    return this.world.runtime.open('main', (await this.world.workspace()).actor);
  }

  async begin(at: string): Promise<void> {
    await this.world.workspace();
    await this.goTo(at);
  }

  async goTo(at: string): Promise<void> {
    this.#at = new Date(at).toISOString();
    await this.world.setClock('main', this.#at);
  }

  /** Moves the clock, and does what time brings due. */
  async pass(minutes: number): Promise<void> {
    await this.goTo(new Date(Date.parse(this.#at) + minutes * 60_000).toISOString());
    await this.world.sweep();
    await this.world.drain();
  }

  async customer(externalId: string): Promise<string> {
    await this.event(externalId, 'known', {});
    const found = await this.world.call('GET', `/api/w/main/customers?q=${externalId}`);
    return found.body.items[0].customerId as string;
  }

  async event(externalId: string, type: string, properties: object, at = this.#at): Promise<void> {
    const event = { source: 'test', externalId: `e${++this.#numbers}`, type, at, properties, customer: { externalId } };
    const answer = await this.world.call('POST', '/api/w/main/events', { events: [event] });
    if (answer.body.accepted !== 1) throw new Error(JSON.stringify(answer.body));
    await this.world.drain();
  }

  /** Saves a version and starts a run of it for each customer. */
  async start(
    flow: string,
    version: number,
    definition: FlowTree,
    customers: readonly string[],
    key = 'first',
  ): Promise<number> {
    const ctx = await this.ctx();
    const n = await ctx.tx(async (tx) => {
      await saveFlow(tx, ctx, { flow, version, definition });
      return startRuns(tx, ctx, { flow, version, epoch: null, entries: entriesOf(customers, key) });
    });
    await this.world.drain();
    return n;
  }

  async runs(flow: string): Promise<RunView[]> {
    const ctx = await this.ctx();
    return ctx.tx((tx) => readRuns(tx, 'main', flow));
  }

  async tags(customerId: string): Promise<string[]> {
    const answer = await this.world.call('GET', `/api/w/main/customers/${customerId}`);
    return answer.body.tags as string[];
  }
}

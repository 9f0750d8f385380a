/** A company with people who sign in, customers, and a flow that opens tasks for them. */
import type { FormDefinition } from '../../forms/contract-definition.ts';
import { saveForms } from '../../forms/index.ts';
import { saveFlow, startRuns } from '../../flows/index.ts';
import { saveScripts, type ScriptDefinition } from '../../scripts/index.ts';
import { addTeam, invite } from '../../access/index.ts';
import type { Context } from '../../../kit/context.ts';
import { createWorld, type World } from '../../../kit/testing/world.ts';
import { entriesOf, tokensOf } from './store.ts';

export interface Person {
  readonly id: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: any }>;
}

type Role = 'agent' | 'supervisor' | 'manager' | 'viewer';

export class TaskWorld {
  readonly world: World;
  #people = 0;
  #customers = 0;
  #runs = 0;

  private constructor(world: World) {
    this.world = world;
  }

  static async open(at: string): Promise<TaskWorld> {
    const world = await createWorld();
    await world.workspace('main');
    await world.setClock('main', at);
    return new TaskWorld(world);
  }

  ctx(): Promise<Context> {
    return this.world.workspace('main');
  }

  async goTo(at: string): Promise<void> {
    await this.world.setClock('main', at);
    await this.world.sweep();
    await this.world.drain();
  }

  async team(name: string): Promise<string> {
    return (await addTeam(await this.ctx(), name)).id;
  }

  /** Invited, and signed in with a password of her own. */
  async person(name: string, role: Role, teamIds: readonly string[] = []): Promise<Person> {
    const email = `p${++this.#people}@example.com`;
    const { member, password } = await invite(await this.ctx(), { name, email, role, teamIds });
    const send = async (method: string, url: string, cookie: string, body?: unknown) => {
      const answer = await this.world.app.inject({
        method: method as 'GET',
        url,
        headers: { cookie },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      const set = [answer.headers['set-cookie'] ?? []].flat().map((one) => one.split(';')[0]);
      return { status: answer.statusCode, body: answer.body ? answer.json() : null, cookie: set.join('; ') };
    };
    const own = 'my-own-password';
    const first = await send('POST', '/api/auth/sign-in/email', '', { email, password });
    await send('POST', '/api/me/password', first.cookie, { currentPassword: password, newPassword: own });
    const { cookie } = await send('POST', '/api/auth/sign-in/email', '', { email, password: own });
    return { id: member.id, call: (method, path, body) => send(method, `/api/w/main${path}`, cookie, body) };
  }

  async customer(name: string, more: object = {}): Promise<string> {
    const body = { externalId: `c${++this.#customers}`, name, ...more };
    const answer = await this.world.call('POST', '/api/w/main/customers', body);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body.customerId as string;
  }

  /** A flow of one task node; its runs end with `result`. */
  async publish(
    flow: string,
    params: object,
    parts: {
      forms?: readonly FormDefinition[];
      scripts?: readonly ScriptDefinition[];
      timeout?: { n: number; unit: 'hour' };
    } = {},
  ): Promise<void> {
    const ctx = await this.ctx();
    const tag = (name: string) => ({ id: name, kind: 'action', action: 'tag', params: { tag: name } }) as const;
    await ctx.tx(async (tx) => {
      await saveForms(tx, ctx, { playbook: flow, version: 1 }, parts.forms ?? []);
      await saveScripts(tx, ctx, { playbook: flow, version: 1 }, parts.scripts ?? []);
      await saveFlow(tx, ctx, {
        flow,
        version: 1,
        definition: {
          nodes: [
            {
              id: 'call',
              kind: 'action',
              action: 'task',
              params: { title: { zh: '电话回访', en: 'Call' }, ...params },
              ...(parts.timeout ? { timeout: { after: parts.timeout, do: [] } } : {}),
            },
            {
              id: 'how',
              kind: 'branch',
              cases: [
                {
                  key: 'done',
                  of: 'call',
                  where: [{ field: 'result', operator: '=', value: 'done' }],
                  do: [tag('called')],
                },
              ],
              otherwise: [tag('not-called')],
            },
          ],
        },
      });
    });
  }

  async start(flow: string, customers: readonly string[]): Promise<void> {
    const ctx = await this.ctx();
    const key = `k${++this.#runs}`;
    await ctx.tx((tx) => startRuns(tx, ctx, { flow, version: 1, epoch: null, entries: entriesOf(customers, key) }));
    await this.world.drain();
  }

  async tokens(flow: string): Promise<{ runId: string; token: number }[]> {
    const ctx = await this.ctx();
    return ctx.tx((tx) => tokensOf(tx, ctx.workspace.id, flow));
  }

  async tags(customer: string): Promise<string[]> {
    return (await this.world.call('GET', `/api/w/main/customers/${customer}`)).body.tags as string[];
  }

  async eventTypes(customer: string): Promise<string[]> {
    const { body } = await this.world.call('GET', `/api/w/main/customers/${customer}/events`);
    return body.items.map((item: { type: string }) => item.type) as string[];
  }
}

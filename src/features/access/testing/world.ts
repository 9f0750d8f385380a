/** The program on a database of its own, with its administrator, spoken to through HTTP by people. */
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { Runtime } from '../../../kit/runtime.ts';
import { createWorld } from '../../../kit/testing/world.ts';
import { ensureAdministrator } from '../index.ts';

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly cookies: string;
  readonly raw: LightMyRequestResponse;
}

export interface Person {
  readonly cookie: string;
  get<T>(url: string): Promise<Answer<T>>;
  send<T>(method: 'POST' | 'PATCH' | 'DELETE', url: string, body?: unknown, headers?: object): Promise<Answer<T>>;
}

export interface AccessWorld {
  readonly runtime: Runtime;
  readonly app: FastifyInstance;
  readonly home: string;
  readonly administrator: { email: string; password: string };
  /** Whoever holds these headers. */
  with(headers: Record<string, string>): Person;
  signIn(email: string, password: string, headers?: Record<string, string>): Promise<Answer<{ code?: string }>>;
  signedIn(email: string, password: string): Promise<Person>;
  close(): Promise<void>;
}

/** `key=value; key=value` of what an answer sets, without what it removes. */
function cookiesOf(raw: LightMyRequestResponse): string {
  const set = [raw.headers['set-cookie'] ?? []].flat();
  return set
    .filter((one) => !/max-age=0/i.test(one))
    .map((one) => one.split(';')[0])
    .join('; ');
}

/** `passwordCost: 0`: hashed as strangers' are, with all the work. */
export async function openAccessWorld(options?: { readonly passwordCost: 0 }): Promise<AccessWorld> {
  const { runtime, app, home, close } = await createWorld([], options);
  const first = await ensureAdministrator(runtime, { home });
  const ask = async <T>(method: string, url: string, headers: object, body?: unknown): Promise<Answer<T>> => {
    const raw = await app.inject({
      method: method as 'GET',
      url,
      headers: { ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    return { status: raw.statusCode, body: raw.body ? raw.json<T>() : (null as T), cookies: cookiesOf(raw), raw };
  };
  const world: AccessWorld = {
    runtime,
    app,
    home,
    administrator: { email: first.email, password: first.password ?? '' },
    with: (headers) => ({
      cookie: headers['cookie'] ?? '',
      get: (url) => ask('GET', url, headers),
      send: (method, url, body, more = {}) => ask(method, url, { ...headers, ...more }, body),
    }),
    signIn: (email, password, headers = {}) => ask('POST', '/api/auth/sign-in/email', headers, { email, password }),
    async signedIn(email, password) {
      const answer = await world.signIn(email, password);
      if (answer.status !== 200) throw new Error(`sign-in of ${email}: ${answer.status} ${answer.raw.body}`);
      return world.with({ cookie: answer.cookies });
    },
    close,
  };
  return world;
}

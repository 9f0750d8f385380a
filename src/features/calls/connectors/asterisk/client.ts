/** Asterisk's REST interface: plain HTTP and one WebSocket of events. */
import { WebSocket } from 'ws';

export interface Access {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly app: string;
}

/** What we read of events; the rest is left alone. */
export interface AriEvent {
  readonly type: string;
  readonly channel?: { readonly id: string; readonly state?: string };
  readonly peer?: { readonly id: string };
  readonly dialstatus?: string;
  readonly digit?: string;
  readonly playback?: { readonly id: string };
  readonly recording?: { readonly name: string; readonly duration?: number };
  readonly cause?: number;
  readonly tech_cause?: number;
}

export class AriError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = 'AriError';
    this.status = status;
  }
}

/** Longer than any answer of a switch that works: a request to a dead one ends. */
const LIMIT_MS = 8_000;

export class AriClient {
  readonly #access: Access;
  readonly #authorization: string;

  constructor(access: Access) {
    this.#access = access;
    this.#authorization = `Basic ${Buffer.from(`${access.user}:${access.password}`).toString('base64')}`;
  }

  async call(method: string, path: string, query: Record<string, string> = {}, body?: unknown): Promise<unknown> {
    const answer = await this.#fetch(method, path, query, body);
    const text = await answer.text();
    return text === '' ? null : (JSON.parse(text) as unknown);
  }

  async bytes(path: string): Promise<Buffer> {
    return Buffer.from(await (await this.#fetch('GET', path, {})).arrayBuffer());
  }

  /** True when it was done, false when the switch does not know what it was about: gone already, which is as good. */
  async attempt(method: string, path: string, query: Record<string, string> = {}): Promise<boolean> {
    try {
      await this.call(method, path, query);
      return true;
    } catch (error) {
      if (error instanceof AriError && (error.status === 404 || error.status === 409)) return false;
      throw error;
    }
  }

  async #fetch(method: string, path: string, query: Record<string, string>, body?: unknown): Promise<Response> {
    const url = new URL(`${this.#access.url.replace(/\/+$/, '')}/ari/${path}`);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    const answer = await fetch(url, {
      method,
      headers: {
        authorization: this.#authorization,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(LIMIT_MS),
      redirect: 'error',
    });
    if (answer.ok) return answer;
    throw new AriError(answer.status, `${method} ${path}: ${answer.status} ${(await answer.text()).slice(0, 200)}`);
  }

  /** Resolves when events come; `lost` is called once, when they no longer do. */
  listen(on: (event: AriEvent) => void, lost: (why: string) => void): Promise<() => void> {
    const url = new URL(`${this.#access.url.replace(/^http/, 'ws').replace(/\/+$/, '')}/ari/events`);
    url.searchParams.set('app', this.#access.app);
    const socket = new WebSocket(url, { headers: { authorization: this.#authorization }, handshakeTimeout: LIMIT_MS });
    let closed = false;
    let heard = Date.now();
    const end = (why: string): void => {
      if (closed) return;
      closed = true;
      clearInterval(pulse);
      socket.terminate();
      lost(why);
    };
    // A switch that was unplugged says nothing at all: it is asked, and what stays silent is gone.
    const pulse = setInterval(() => {
      if (Date.now() - heard > SILENCE_MS) end('no answer from the switch');
      else if (socket.readyState === WebSocket.OPEN) socket.ping();
    }, SILENCE_MS / 3);
    pulse.unref();
    socket.on('pong', () => {
      heard = Date.now();
    });
    return new Promise((resolve, reject) => {
      socket.once('open', () =>
        resolve(() => {
          closed = true;
          clearInterval(pulse);
          socket.terminate();
        }),
      );
      socket.on('message', (data: Buffer) => {
        heard = Date.now();
        on(JSON.parse(data.toString('utf8')) as AriEvent);
      });
      socket.on('close', () => end('the switch closed the connection'));
      socket.on('error', (error) => {
        reject(error);
        end(error.message);
      });
    });
  }
}

const SILENCE_MS = 15_000;

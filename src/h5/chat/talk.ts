/** What the window asks of the server: looks again and again, less often when nothing can be seen or nobody answers. */
import type { ChatState } from './data.ts';

const NEAR_MS = 3000;
const FAR_MS = 20_000;
const MOST_MS = 60_000;

export class Refused extends Error {
  readonly status: number;
  readonly seconds: number;
  constructor(status: number, seconds: number) {
    super(String(status));
    this.status = status;
    this.seconds = seconds;
  }
}

export interface Talk {
  ask<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T>;
  /** Looks now, and goes on looking. */
  look(): void;
  stop(): void;
}

export interface Listener {
  readonly token: () => string | null;
  readonly visible: () => boolean;
  readonly rev: () => string;
  readonly heard: (state: ChatState) => void;
  /** The connection is there, or not; `gone`: the server knows the thread no more. */
  readonly connected: (is: boolean) => void;
  readonly gone: () => void;
}

export function openTalk(site: string, on: Listener): Talk {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let looking = false;
  let stopped = false;

  const ask = async <T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> => {
    const token = on.token();
    const answer = await fetch(`/chat/${site}/${path}`, {
      method,
      credentials: 'omit',
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Refused(answer.status, Number(answer.headers.get('retry-after')) || 10);
    return (await answer.json()) as T;
  };

  const look = async (): Promise<void> => {
    clearTimeout(timer);
    if (looking || stopped || !on.token()) return;
    looking = true;
    let wait = on.visible() ? NEAR_MS : FAR_MS;
    try {
      on.heard(await ask<ChatState>('GET', `lines?rev=${on.rev()}&seen=${on.visible()}`));
      failures = 0;
      on.connected(true);
    } catch (error) {
      const status = error instanceof Refused ? error.status : 0;
      if (status === 404) {
        stopped = true;
        on.gone();
      }
      failures += 1;
      on.connected(false);
      wait =
        error instanceof Refused && status === 429
          ? error.seconds * 1000
          : Math.min(MOST_MS, NEAR_MS * 2 ** failures * (0.75 + Math.random() / 2));
    }
    looking = false;
    if (!stopped) timer = setTimeout(() => void look(), wait);
  };

  addEventListener('online', () => {
    failures = 0;
    void look();
  });
  addEventListener('offline', () => on.connected(false));
  document.addEventListener('visibilitychange', () => void look());
  return {
    ask,
    look: () => {
      stopped = false;
      void look();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

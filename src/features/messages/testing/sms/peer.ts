/** What the stand-ins of SMS providers share: an HTTP server that counts what it has taken, and posts receipts when it is told to. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeServer } from '../../../../kit/testing/close-server.ts';

export interface Taken {
  readonly to: string;
  readonly id: string;
  /** Our id, as the provider gives it back. */
  readonly ours: string;
  readonly template?: string;
  readonly params?: unknown;
  readonly text?: string;
  readonly at: number;
}

export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Said {
  readonly status: number;
  readonly body: unknown;
  readonly type?: string;
  /** The line breaks instead of an answer. */
  readonly broken?: true;
}

export interface Peer {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

export async function openPeer(answer: (asked: Asked) => Said): Promise<Peer> {
  const server: Server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const said = answer({ method: request.method ?? '', url, headers, body });
      if (said.broken) return request.socket.destroy();
      response.writeHead(said.status, { 'content-type': said.type ?? 'application/json' });
      return response.end(typeof said.body === 'string' ? said.body : JSON.stringify(said.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () => closeServer(server),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** What a number makes of a message, so that every way can be tried: by its last four digits. */
export type Fate = 'good' | 'nobody' | 'later' | 'lost' | 'black' | 'broke' | 'odd';

const FATES: Readonly<Record<string, Fate>> = {
  '0404': 'nobody',
  '0429': 'later',
  '0500': 'lost',
  '0666': 'black',
  '0402': 'broke',
  '0999': 'odd',
};

export const fateOf = (number: string): Fate => FATES[number.slice(-4)] ?? 'good';

export const numberOf = (fate: Fate, n = 0): string => {
  const end = Object.entries(FATES).find(([, each]) => each === fate)?.[0] ?? '0001';
  return `+86138${String(n).padStart(4, '0')}${end}`;
};

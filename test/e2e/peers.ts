/** The outside world of the walks: a mail server and a webhook's receiver, each a real one on a port of its own. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { root } from '../house/root.ts';

export interface Mailbox {
  readonly port: number;
  mails(): Promise<readonly { readonly to: readonly string[]; readonly subject: string }[]>;
  close(): void;
}

export async function openMailbox(): Promise<Mailbox> {
  const child = spawn(process.execPath, [join(root, 'test/peers/mailbox.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', resolve);
    child.once('exit', (code) => reject(new Error(`the mail server ended with ${code}`)));
  });
  const [, smtp, http] = /smtp (\d+) http (\d+)/.exec(line) ?? [];
  return {
    port: Number(smtp),
    mails: async () =>
      (await (await fetch(`http://127.0.0.1:${http}/`)).json()) as Awaited<ReturnType<Mailbox['mails']>>,
    close: () => child.stdin.end(),
  };
}

export interface Receiver {
  readonly url: string;
  /** What was posted: the signature's header and the body. */
  readonly got: { readonly signature: string; readonly body: string }[];
  close(): void;
}

export async function openReceiver(): Promise<Receiver> {
  const got: Receiver['got'] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      got.push({ signature: String(request.headers['webhook-signature'] ?? ''), body });
      response.end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hooks`, got, close: () => server.close() };
}

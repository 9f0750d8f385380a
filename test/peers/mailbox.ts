/** The mail server of `test/peers/mailbox.mjs` as a test sees it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../house/root.ts';

export interface Mail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  /** When it was taken, epoch milliseconds. */
  readonly at: number;
}

export interface Mailbox {
  readonly port: number;
  mails(): Promise<readonly Mail[]>;
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
    mails: async () => (await (await fetch(`http://127.0.0.1:${http}/`)).json()) as readonly Mail[],
    close: () => child.stdin.end(),
  };
}

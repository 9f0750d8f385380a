/** Starts the SMTP peer and reads what it got. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { startProgram } from '../../../kit/testing/program.ts';

export interface Mail {
  /** Of the envelope. */
  readonly from: string;
  readonly to: readonly string[];
  readonly source: string;
}

export interface SmtpPeer {
  readonly port: number;
  readonly mails: readonly Mail[];
  readonly process: ChildProcess;
  to(address: string): readonly Mail[];
  close(): Promise<void>;
}

export async function openSmtpPeer(): Promise<SmtpPeer> {
  const file = join(import.meta.dirname, 'smtp-peer.ts');
  const child = await startProgram(file);
  const mails: Mail[] = [];
  const lines = createInterface({ input: child.stdout });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the SMTP peer ended')));
    lines.on('line', (line) => {
      const said = JSON.parse(line) as { port?: number } & Mail;
      if (said.port) resolve(said.port);
      else mails.push(said);
    });
  });
  return {
    port,
    mails,
    process: child,
    to: (address) => mails.filter((mail) => mail.to.includes(address)),
    async close() {
      child.kill();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

/** A real IMAP server for tests: Dovecot of the system, without a daemon's rights, with one mailbox in a folder of its own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';

export const PASSWORD = 'right';

export const hasDovecot = spawnSync('dovecot', ['--version']).status === 0 && process.getuid?.() === 0;

export interface Dovecot {
  readonly settings: {
    readonly imapHost: string;
    readonly imapPort: number;
    readonly imapSecure: boolean;
    readonly imapUser: string;
    readonly imapPassword: string;
  };
  /** Puts a mail into the mailbox. */
  deliver(source: string): Promise<void>;
  /** The mailbox is made anew: its numbers begin again under another validity. */
  remake(): Promise<void>;
  close(): Promise<void>;
}

export async function openDovecot(): Promise<Dovecot> {
  // Its processes work as nobody and have to pass.
  const home = mkdtempSync('/var/tmp/hx-dovecot-');
  const mail = join(home, 'mail');
  for (const folder of [home, mail]) {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    chownSync(folder, 65_534, 65_534);
  }
  const port = await freePort();
  const file = join(home, 'dovecot.conf');
  writeFileSync(file, configuration(home, mail, port));
  const child = spawn('dovecot', ['-F', '-c', file], { stdio: ['ignore', 'ignore', 'inherit'] });
  await listens(port, child);
  const settings = {
    imapHost: '127.0.0.1',
    imapPort: port,
    imapSecure: false,
    imapUser: 'care',
    imapPassword: PASSWORD,
  };
  const within = async (work: (client: ImapFlow) => Promise<unknown>): Promise<void> => {
    const auth = { user: 'care', pass: PASSWORD };
    const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth, logger: false });
    await client.connect();
    await work(client);
    await client.logout();
  };
  return {
    settings,
    deliver: (source) => within((client) => client.append('INBOX', source.replace(/\r?\n/g, '\r\n'))),
    async remake() {
      for (const name of readdirSync(mail)) rmSync(join(mail, name), { recursive: true, force: true });
    },
    async close() {
      child.kill();
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const configuration = (home: string, mail: string, port: number): string => `
protocols = imap
listen = 127.0.0.1
base_dir = ${home}/run
state_dir = ${home}/run
log_path = /dev/null
ssl = no
disable_plaintext_auth = no
default_login_user = nobody
default_internal_user = nobody
default_internal_group = nogroup
mail_location = maildir:${mail}
first_valid_uid = 1
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=${mail}
}
`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  server.close();
  await once(server, 'close');
  return port;
}

async function listens(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) throw new Error(`dovecot ended with ${child.exitCode}`);
    const what = await new Promise<string>((resolve) => {
      const socket = createConnection(port, '127.0.0.1');
      socket.once('data', () => resolve('greeting'));
      socket.once('error', () => resolve('refused'));
      socket.setTimeout(1000, () => resolve('late'));
      socket.once('close', () => resolve('closed'));
      void sleep(1000).then(() => socket.destroy());
    });
    if (what === 'greeting') return;
    await sleep(50);
  }
  throw new Error('dovecot does not listen');
}

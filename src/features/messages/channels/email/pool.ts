/**
 * Connections that stay open between mails. nodemailer's own pool hands a mail whose connection broke to another one by itself; here an attempt is
 * made once, so its connections are used without its pool.
 */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { EmailSettings } from './settings.ts';

const IDLE_MS = 30_000;
/** Before servers begin to ask why. */
const MOST_MAILS = 100;

interface Idle {
  readonly connection: SMTPConnection;
  readonly mails: number;
  readonly timer: NodeJS.Timeout;
}

const idle = new Map<string, Idle[]>();

const keyOf = (settings: EmailSettings): string =>
  createHash('sha256').update(JSON.stringify(settings)).digest('base64url');

export interface SmtpConnection {
  /** It has carried a mail before. */
  readonly reused: boolean;
  /** The server's answer to the message. */
  send(envelope: { from: string; to: string[] }, message: Readable): Promise<string>;
  /** Ready for the next mail. */
  release(): void;
  /** The server refused this mail; the session goes on. */
  reset(): void;
  destroy(): void;
}

export async function takeConnection(settings: EmailSettings): Promise<SmtpConnection> {
  const key = keyOf(settings);
  for (let known = idle.get(key)?.pop(); known; known = idle.get(key)?.pop()) {
    clearTimeout(known.timer);
    if (!(known.connection as unknown as { destroyed?: boolean }).destroyed)
      return wrap(key, known.connection, known.mails);
  }
  return wrap(key, await open(settings), 0);
}

function open(settings: EmailSettings): Promise<SMTPConnection> {
  const { host, port, secure, user, password } = settings;
  const connection = new SMTPConnection({
    host,
    port,
    secure,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  });
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      connection.close();
      reject(error);
    };
    connection.once('error', fail);
    connection.connect((error) => {
      if (error) return fail(error);
      const ready = () => {
        connection.removeListener('error', fail);
        // A connection that breaks while idle says so once more; whoever uses it hears it from its own call.
        connection.on('error', () => undefined);
        resolve(connection);
      };
      if (!user) return ready();
      connection.login({ user, pass: password ?? '' } as never, (problem) => (problem ? fail(problem) : ready()));
    });
  });
}

function wrap(key: string, connection: SMTPConnection, mails: number): SmtpConnection {
  const keep = () => {
    if (mails + 1 >= MOST_MAILS) return connection.quit();
    const list = idle.get(key) ?? [];
    const entry: Idle = {
      connection,
      mails: mails + 1,
      timer: setTimeout(() => {
        list.splice(list.indexOf(entry), 1);
        connection.quit();
      }, IDLE_MS).unref(),
    };
    list.push(entry);
    idle.set(key, list);
  };
  return {
    reused: mails > 0,
    send: (envelope, message) =>
      new Promise((resolve, reject) => {
        const lost = () => reject(Object.assign(new Error('the connection was closed'), { code: 'ECONNECTION' }));
        connection.once('end', lost);
        connection.once('error', reject);
        connection.send(envelope, message, (error, info) => {
          connection.removeListener('end', lost);
          connection.removeListener('error', reject);
          if (error) reject(error);
          else resolve(info.response);
        });
      }),
    release: keep,
    reset: () => connection.reset((error) => (error ? connection.close() : keep())),
    destroy: () => connection.close(),
  };
}

/** Says goodbye to every server: tests, and the end of a process. */
export function closeConnections(): void {
  for (const list of idle.values())
    for (const { connection, timer } of list.splice(0)) {
      clearTimeout(timer);
      connection.quit();
    }
}

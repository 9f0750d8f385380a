/** The server: API, console and worker in one process, or one role of them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureAdministrator, type FirstLogin, mountIdentity } from '../features/access/index.ts';
import { type Command, CommandFailed, UsageError } from '../kit/cli/command.ts';
import { type AppState, createApp } from '../kit/http/app.ts';
import { createMetrics } from '../kit/http/metrics.ts';
import { startWorker } from '../kit/jobs/worker.ts';
import { openLog } from '../kit/log.ts';
import { noteAddress } from '../kit/public-url.ts';
import { startServices } from '../kit/services.ts';
import { serveConsole } from './console-files.ts';
import { type Opened, openRuntime } from './open.ts';
import { homeOf } from './place.ts';

const DEFAULT_PORT = 8070;
const ROLES = ['all', 'api', 'worker'];
/** Requests and jobs get this long to finish after a stop. Below the 10 s after which a container's runtime kills. */
const DRAIN_MS = 8_000;

export const startCommand: Command = {
  name: 'start',
  words: { zh: '启动（接口、控制台与后台任务）', en: 'Start the server: API, console and worker' },
  options: {
    port: {
      kind: 'number',
      value: 'N',
      words: { zh: `端口，默认 ${DEFAULT_PORT}（环境变量 PORT）`, en: `port, ${DEFAULT_PORT} by default (env PORT)` },
    },
    host: {
      kind: 'text',
      value: 'ADDRESS',
      words: {
        zh: '监听地址，默认 127.0.0.1（环境变量 HOST）',
        en: 'address to listen on, 127.0.0.1 by default (env HOST)',
      },
    },
    role: { kind: 'text', value: 'ROLE', words: { zh: 'all、api 或 worker', en: 'all, api or worker' } },
  },
  examples: [
    'bin/huixiang start --port 9000',
    'DATABASE_URL=postgres://user@host/huixiang bin/huixiang start --role worker',
  ],
  async run({ options }) {
    const role = String(options['role'] ?? 'all');
    if (!ROLES.includes(role)) throw new UsageError(`--role is one of ${ROLES.join(', ')}, not "${role}"`);
    const port = Number(options['port'] ?? process.env['PORT'] ?? DEFAULT_PORT);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new UsageError(`the port is a number from 0 to 65535, not "${port}"`);
    await serve({
      role,
      port,
      host: String(options['host'] ?? process.env['HOST'] ?? '127.0.0.1'),
      home: homeOf(options['home']),
    });
  },
};

interface ServeOptions {
  readonly role: string;
  readonly port: number;
  readonly host: string;
  readonly home: string;
}

/** Resolves when it serves. From then on, and while it starts, SIGTERM or SIGINT stops it; whatever fails closes what was opened. */
async function serve(options: ServeOptions): Promise<void> {
  const asked = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  const log = openLog(process.env['LOG_LEVEL'] ?? 'warn');
  const opened = await openRuntime(options.home, log);
  const server = await open(options, opened).catch(async (error: unknown) => {
    await opened.close();
    throw error;
  });
  void asked.then(async () => {
    // What still runs after this long is cut off: an open transaction is rolled back, a job runs again elsewhere or at the next start.
    const orderly = await finishes(server.stop(), DRAIN_MS);
    if (!orderly) log.warn('stopped before all work had come to a stop; it is taken up again');
    await opened.close({ cut: !orderly }).catch((error: unknown) => log.warn({ err: error }, 'could not close'));
    process.exit(0);
  });
  process.stdout.write(greeting(options, server));
}

interface Server {
  readonly login: FirstLogin;
  /** null for a worker, which answers no requests. */
  readonly port: number | null;
  /** Answers what has been asked, lets jobs save their place. */
  stop(): Promise<void>;
}

async function open({ role, port, host, home }: ServeOptions, { runtime }: Opened): Promise<Server> {
  const metrics = createMetrics();
  const state: AppState = { ready: false };
  const app = await createApp(runtime, {
    metrics,
    state,
    trustProxy: process.env['TRUST_PROXY'] === '1',
    extend: async (scope) => {
      await mountIdentity(scope, runtime);
      await serveConsole(scope);
    },
  });
  try {
    const login = await ensureAdministrator(runtime, { home });
    if (role !== 'worker')
      await app.listen({ port, host }).catch((error: NodeJS.ErrnoException) => {
        throw new CommandFailed(listenFailure(error, port, host));
      });
    const address = app.server.address();
    const listening = typeof address === 'object' && address !== null ? address.port : null;
    if (listening !== null) noteAddress({ home }, host, listening);
    // After the port is ours: a start that fails takes no job.
    const worker = role === 'api' ? null : await startWorker(runtime, role, { metrics });
    const services = role === 'api' ? null : startServices(runtime);
    state.ready = true;
    return {
      login,
      port: listening,
      async stop() {
        state.ready = false;
        // Closing ends the connections that are idle then; those that answer a last request become idle later and would be kept.
        const idle = setInterval(() => app.server.closeIdleConnections(), 50);
        await Promise.all([app.close(), worker?.stop(), services?.stop()]).finally(() => clearInterval(idle));
      },
    };
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** Whether it ended within so many milliseconds. */
async function finishes(work: Promise<void>, ms: number): Promise<boolean> {
  const late = new AbortController();
  const done = work.then(
    () => true,
    () => false,
  );
  const ended = await Promise.race([done, sleep(ms, false, { signal: late.signal, ref: false }).catch(() => false)]);
  late.abort();
  return ended;
}

function listenFailure(error: NodeJS.ErrnoException, port: number, host: string): string {
  if (error.code === 'EADDRINUSE')
    return `port ${port} is in use: stop what uses it, or choose another with --port N (or PORT)`;
  if (error.code === 'EACCES') return `no permission to listen on port ${port}: choose one above 1023 with --port N`;
  if (error.code === 'EADDRNOTAVAIL') return `${host} is not an address of this machine: choose another with --host`;
  return `cannot listen on ${host}:${port}: ${error.message}`;
}

function greeting({ role, host, home }: ServeOptions, { login, port }: Server): string {
  const lines = ['', '  回响 Huixiang'];
  if (port === null) lines.push(`  ${role} is working`);
  else {
    lines.push(`  地址 address   http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}`);
    lines.push(`  登录 login     ${login.email}`);
    lines.push(`  密码 password  ${login.password ?? '（已由你设置 set by you）'}`);
  }
  lines.push(`  数据 data      ${process.env['DATABASE_URL'] ? 'DATABASE_URL' : home}`, '');
  return `${lines.join('\n')}\n`;
}

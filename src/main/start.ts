/** The server: API, console and worker in one process, or one role of them. */
import { ensureAdministrator, mountIdentity } from '../features/access/index.ts';
import { type Command, CommandFailed, UsageError } from '../kit/cli/command.ts';
import { type AppState, createApp } from '../kit/http/app.ts';
import { createMetrics } from '../kit/http/metrics.ts';
import { startWorker } from '../kit/jobs/worker.ts';
import { openLog } from '../kit/log.ts';
import { serveConsole } from './console-files.ts';
import { openRuntime } from './open.ts';
import { homeOf } from './place.ts';

const DEFAULT_PORT = 8070;
const ROLES = ['all', 'api', 'worker'];
/** Open connections get this long to finish after a stop. */
const DRAIN_MS = 10_000;

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

async function serve({ role, port, host, home }: ServeOptions): Promise<void> {
  const log = openLog(process.env['LOG_LEVEL'] ?? 'warn');
  const { runtime, close } = await openRuntime(home, log);
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
  const login = await ensureAdministrator(runtime, { home });
  const worker = role === 'api' ? null : await startWorker(runtime, role, { metrics });
  const stop = async (): Promise<void> => {
    state.ready = false;
    const late = setTimeout(() => process.exit(1), DRAIN_MS);
    late.unref();
    await app.close();
    await worker?.stop();
    await close();
    process.exit(0);
  };
  if (role !== 'worker') {
    await app.listen({ port, host }).catch(async (error: NodeJS.ErrnoException) => {
      await worker?.stop();
      await close();
      throw new CommandFailed(listenFailure(error, port, host));
    });
  }
  state.ready = true;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  process.stdout.write(greeting(role, app.server.address(), host, login, home));
}

function listenFailure(error: NodeJS.ErrnoException, port: number, host: string): string {
  if (error.code === 'EADDRINUSE')
    return `port ${port} is in use: stop what uses it, or choose another with --port N (or PORT)`;
  if (error.code === 'EACCES') return `no permission to listen on port ${port}: choose one above 1023 with --port N`;
  if (error.code === 'EADDRNOTAVAIL') return `${host} is not an address of this machine: choose another with --host`;
  return `cannot listen on ${host}:${port}: ${error.message}`;
}

function greeting(
  role: string,
  address: unknown,
  host: string,
  login: { email: string; password: string | null },
  home: string,
): string {
  const port = typeof address === 'object' && address !== null && 'port' in address ? Number(address.port) : null;
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

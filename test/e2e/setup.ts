/** Runs once before the browser's tests: builds when stale and starts one Huixiang, in a home of its own, for all of them. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { root } from '../house/root.ts';
import { Home } from '../process.ts';

export interface Served {
  readonly url: string;
  /** As the start prints it. */
  readonly login: { readonly email: string; readonly password: string };
}

declare module 'vitest' {
  interface ProvidedContext {
    served: Served;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // While a test is being written, one that runs already: `HUIXIANG_SERVED='{"url":…,"login":{"email":…,"password":…}}'`.
  const running = process.env['HUIXIANG_SERVED'];
  if (running) {
    project.provide('served', JSON.parse(running) as Served);
    return async () => undefined;
  }
  return startOne(project);
}

async function startOne(project: TestProject): Promise<() => Promise<void>> {
  // `start` is the command that builds the console too.
  const built = spawnSync(join(root, 'bin', 'huixiang'), ['start', '--help'], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  // The peers of the walks live on this machine; webhooks refuse such addresses unless they are named.
  const home = new Home({ HUIXIANG_WEBHOOK_ALLOW: '127.0.0.1' });
  const running = home.start();
  await running.ready();
  project.provide('served', { url: running.url, login: running.login });
  return async () => {
    running.kill('SIGTERM');
    await running.ended;
    await home.remove();
  };
}

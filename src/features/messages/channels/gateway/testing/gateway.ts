/** Starts the gateway peer and asks it what it holds. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startProgram } from '../../../../../kit/testing/program.ts';
import { GATEWAY_SECRET } from './gateway-secret.ts';

export interface Taken {
  readonly id: string;
  readonly to: string;
  readonly text: string;
  /** How often this attempt came. */
  readonly n: number;
}

export interface GatewayPeer {
  readonly process: ChildProcess;
  readonly settings: { readonly url: string; readonly secret: string };
  taken(): Promise<Taken[]>;
  /** From here on this share of the requests is taken and never answered. */
  drop(share: number): Promise<void>;
  close(): Promise<void>;
}

export async function openGateway(): Promise<GatewayPeer> {
  const file = join(import.meta.dirname, 'gateway-peer.ts');
  const child = await startProgram(file);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { port } = JSON.parse(line) as { port: number };
  const base = `http://127.0.0.1:${port}`;
  return {
    process: child,
    settings: { url: `${base}/messages`, secret: GATEWAY_SECRET },
    async taken() {
      return ((await (await fetch(`${base}/taken`)).json()) as { items: Taken[] }).items;
    },
    async drop(share) {
      await fetch(`${base}/drop/${share}`);
    },
    async close() {
      child.kill();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

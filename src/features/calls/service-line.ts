/** Keeps the lines of all workspaces that call: in one process each, in another one within a minute after that died. */
import { setTimeout as sleep } from 'node:timers/promises';
import { SYSTEM } from '../../kit/context.ts';
import { newId } from '../../kit/ids.ts';
import { contextIn, type Runtime, workspaceDirectory } from '../../kit/runtime.ts';
import type { RunningService, Service } from '../../kit/services.ts';
import { accountOf, HeldLine } from './line.ts';
import * as store from './store-lines.ts';

const TICK_MS = 500;
/** Who calls, and whose line is whose, is looked at this often. */
const LOOK_MS = 5_000;
const LEASE_MS = 20_000;
/** A line that cannot be opened is tried again after a look, then after twice as long each time, up to this. Changed settings are tried at once. */
const LONGEST_WAIT_MS = 300_000;

export interface LineTimes {
  readonly tickMs: number;
  readonly lookMs: number;
  readonly leaseMs: number;
}

export const lineService: Service = { name: 'calls.lines', start: (runtime) => startLines(runtime) };

export function startLines(runtime: Runtime, times: Partial<LineTimes> = {}): RunningService {
  const { tickMs = TICK_MS, lookMs = LOOK_MS, leaseMs = LEASE_MS } = times;
  const stopping = new AbortController();
  const lines = new Lines(runtime, lookMs, leaseMs);
  const work = (async () => {
    let looked = 0;
    while (!stopping.signal.aborted) {
      try {
        if (Date.now() - looked >= lookMs) {
          looked = Date.now();
          await lines.look();
        }
        await lines.tick();
      } catch (error) {
        // The database is away: what is held is told by the lease, and others may take it.
        runtime.log.warn({ err: error }, 'the lines for calls could not be looked after');
      }
      await sleep(tickMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    await lines.close();
  })();
  return {
    async stop() {
      stopping.abort();
      await work;
    },
  };
}

/** A line that could not be opened: with these settings, for this reason, not before then again. */
interface Failed {
  readonly mark: string;
  readonly reason: string;
  readonly waitMs: number;
  readonly againAt: number;
}

class Lines {
  readonly #runtime: Runtime;
  readonly #lookMs: number;
  readonly #leaseMs: number;
  readonly #holder = newId('line');
  readonly #held = new Map<string, HeldLine>();
  readonly #failed = new Map<string, Failed>();

  constructor(runtime: Runtime, lookMs: number, leaseMs: number) {
    this.#runtime = runtime;
    this.#lookMs = lookMs;
    this.#leaseMs = leaseMs;
  }

  async look(): Promise<void> {
    const runtime = this.#runtime;
    const workspaces = await runtime.db.beyondWorkspaces((tx) => runtime.only(workspaceDirectory).list(tx));
    for (const workspace of workspaces) {
      if (workspace.kind !== 'live') continue;
      const ctx = contextIn(runtime, workspace, SYSTEM);
      const account = await accountOf(ctx);
      const held = this.#held.get(workspace.id);
      if (held && (account?.mark !== held.account.mark || held.lost !== null)) await this.#drop(workspace.id, held);
      if (!account) {
        if (held) await this.#leave(workspace.id);
        this.#failed.delete(workspace.id);
        continue;
      }
      const now = new Date();
      const mine = await ctx.tx((tx) =>
        store.holdLine(tx, workspace.id, { holder: this.#holder, now, until: new Date(now.getTime() + this.#leaseMs) }),
      );
      const there = this.#held.get(workspace.id);
      if (!mine && there) await this.#drop(workspace.id, there);
      if (mine && !there && this.#due(workspace.id, account.mark))
        await this.#open(workspace.id, new HeldLine(runtime, workspace.id, this.#holder, account));
    }
  }

  async #open(workspace: string, line: HeldLine): Promise<void> {
    const note = (text: string | null) =>
      this.#runtime.db.inWorkspace(workspace, (tx) => store.noteLine(tx, workspace, this.#holder, text));
    try {
      await line.open();
      this.#held.set(workspace, line);
      this.#failed.delete(workspace);
      await note(null);
    } catch (error) {
      await line.close();
      const reason = error instanceof Error ? error.message.slice(0, 300) : String(error);
      // Said once, not every time it is tried: the screen of channels shows the newest reason.
      if (this.#failed.get(workspace)?.reason !== reason)
        this.#runtime.log.warn({ err: error, workspace }, 'the line for calls could not be opened');
      this.#putOff(workspace, line.account.mark, reason);
      await note(reason);
    }
  }

  #due(workspace: string, mark: string): boolean {
    const failed = this.#failed.get(workspace);
    return !failed || failed.mark !== mark || Date.now() >= failed.againAt;
  }

  #putOff(workspace: string, mark: string, reason: string): void {
    const before = this.#failed.get(workspace);
    const waitMs = before?.mark === mark ? Math.min(before.waitMs * 2, LONGEST_WAIT_MS) : this.#lookMs;
    this.#failed.set(workspace, { mark, reason, waitMs, againAt: Date.now() + waitMs });
  }

  async tick(): Promise<void> {
    for (const [workspace, line] of this.#held)
      await line
        .tick()
        .catch((error: unknown) => this.#runtime.log.error({ err: error, workspace }, 'calls could not be dialled'));
  }

  async #drop(workspace: string, line: HeldLine): Promise<void> {
    this.#held.delete(workspace);
    await line.close();
  }

  #leave(workspace: string): Promise<void> {
    return this.#runtime.db.inWorkspace(workspace, (tx) => store.leaveLine(tx, workspace, this.#holder));
  }

  async close(): Promise<void> {
    for (const [workspace, line] of this.#held) {
      await this.#drop(workspace, line);
      await this.#leave(workspace).catch(() => undefined);
    }
  }
}

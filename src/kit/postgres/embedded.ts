/** Joins the server of a home, starting it when nobody has, and keeps it there for as long as we hold our lease. */
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareBinaries } from './binaries.ts';
import { prepareCluster } from './cluster.ts';
import { explainFileError, messageOf } from './failure.ts';
import { tryWithLock } from './file-lock.ts';
import type { DatabaseLog, OpenedDatabase } from './index.ts';
import { acceptsConnections, type Lease, takeLease } from './lease.ts';
import { connectionUrl, OWNER, type Place, preparePlace } from './place.ts';
import { readPostmasterPid, startPostmaster, stopPostmaster } from './postmaster.ts';
import { chooseSettings, type Settings, sharedMemorySize, usableMemory } from './settings.ts';

/** A start that takes longer than this is worth a line; recovery after a crash is the usual reason. Milliseconds. */
const PATIENCE = 5_000;

export async function openEmbedded(home: string, log: DatabaseLog, extra: Settings = {}): Promise<OpenedDatabase> {
  const place = preparePlace(home);
  const settings = { ...chooseSettings(usableMemory(), sharedMemorySize()), ...extra };
  let lease = await join(place, settings, log);
  let closing: Promise<void> | undefined;
  let rejoining = Promise.resolve();

  const watch = (): void => {
    void lease.lost.then(() => {
      if (closing) return;
      log.warn('the database server went away; starting it again');
      rejoining = rejoin();
    });
  };
  const rejoin = async (): Promise<void> => {
    while (!closing) {
      try {
        lease = await join(place, settings, log);
        watch();
        return;
      } catch (error) {
        log.warn(`the database server cannot be started: ${messageOf(error)}`);
        await sleep(1_000);
      }
    }
  };
  watch();

  return {
    url: connectionUrl(place, OWNER),
    embedded: true,
    close() {
      closing ??= (async () => {
        await rejoining;
        await leave(place, lease);
      })();
      return closing;
    },
  };
}

/** Every process comes through here: take a lease, or be the one that starts the server, or wait for the one that does. */
async function join(place: Place, settings: Settings, log: DatabaseLog): Promise<Lease> {
  const began = Date.now();
  let told = false;
  for (;;) {
    const lease = await takeLease(place);
    if (typeof lease === 'object') return lease;
    if (lease === 'down') {
      const started = await tryWithLock(place.lock, () => start(place, settings)).catch((error) => {
        throw explainFileError(error, place.root);
      });
      if (started) continue;
    }
    if (!told && Date.now() - began > PATIENCE) {
      told = true;
      log.info('waiting for the database server (it may be recovering after a crash)');
    }
    await sleep(30);
  }
}

async function start(place: Place, settings: Settings): Promise<void> {
  // Between our look and our turn another process may have started it.
  if (await acceptsConnections(place)) return;
  const binaries = prepareBinaries(place.user);
  prepareCluster(place, binaries);
  await startPostmaster(place, binaries, settings, () => acceptsConnections(place));
}

async function leave(place: Place, lease: Lease): Promise<void> {
  try {
    const last = await lease.giveBack();
    const pid = last ? readPostmasterPid(place) : undefined;
    if (pid) await stopPostmaster(pid);
  } catch {
    // The server is gone already, or goes at this moment: there is nothing to stop.
  }
  await lease.end();
}

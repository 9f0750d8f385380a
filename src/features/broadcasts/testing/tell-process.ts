/** One process that prepares, tells and delivers what broadcasts of workspace `main` run, in small batches, until none does: `tell-process.ts URL HOME BATCH`. Tests kill it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openPools } from '../../../kit/db/database.ts';
import { openLog } from '../../../kit/log.ts';
import { createRuntime } from '../../../kit/runtime.ts';
import { SYSTEM } from '../../../kit/context.ts';
import { features } from '../../../main/features.ts';
import { deliver } from '../../messages/sending/deliver.ts';
import { prepareSome } from '../prepare.ts';
import * as store from '../store.ts';
import { tellSome } from '../tell.ts';

const [url = '', home = '', batch = ''] = process.argv.slice(2);
const log = openLog('silent');
const db = openPools({ url, log, size: 3 });
const runtime = createRuntime({ db, log, home, features });
process.stdout.write('ready\n');
for (;;) {
  const ctx = await runtime.open('main', SYSTEM);
  const idsIn = (state: store.StoredState) => ctx.tx((tx) => store.idsIn(tx, 'main', state, null));
  const preparing = await idsIn('preparing');
  for (const id of preparing) while (await prepareSome(ctx, id, Number(batch)));
  const running = await idsIn('running');
  for (const id of running) while (await tellSome(ctx, id));
  await deliver(ctx, { signal: new AbortController().signal });
  if (preparing.length + running.length === 0) break;
  // Whoever started it moves the clock.
  await sleep(10);
}
await db.close();
process.exit(0);

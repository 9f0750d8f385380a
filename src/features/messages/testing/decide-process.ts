/** One process that decides and sends a few at a time, until nothing is due: `decide-process.ts URL HOME`. Tests kill it. */
import { SYSTEM } from '../../../kit/context.ts';
import { openPools } from '../../../kit/db/database.ts';
import { openLog } from '../../../kit/log.ts';
import { createRuntime } from '../../../kit/runtime.ts';
import { features } from '../../../main/features.ts';
import { workOff } from './work-off.ts';

const [url = '', home = ''] = process.argv.slice(2);
const log = openLog('silent');
const db = openPools({ url, log, size: 4 });
const runtime = createRuntime({ db, log, home, features });
process.stdout.write('ready\n');
const ctx = await runtime.open('main', SYSTEM);
await Promise.all([workOff(ctx), workOff(ctx)]);
await db.close();
process.exit(0);

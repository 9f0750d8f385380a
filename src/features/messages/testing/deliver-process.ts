/** One process that delivers what is due in workspace `main` and ends, for tests that kill it: `deliver-process.ts URL HOME`. */
import { openPools } from '../../../kit/db/database.ts';
import { openLog } from '../../../kit/log.ts';
import { createRuntime } from '../../../kit/runtime.ts';
import { SYSTEM } from '../../../kit/context.ts';
import { features } from '../../../main/features.ts';
import { deliver } from '../sending/deliver.ts';

const [url = '', home = ''] = process.argv.slice(2);
const log = openLog('silent');
const db = openPools({ url, log, size: 2 });
const runtime = createRuntime({ db, log, home, features });
process.stdout.write('ready\n');
await deliver(await runtime.open('main', SYSTEM), { signal: new AbortController().signal });
await db.close();
process.exit(0);

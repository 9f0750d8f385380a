/** One process that holds the line of workspace `main` until it is killed, for tests that do: `node --import tsx line-process.ts URL HOME`. */
import { openPools } from '../../../kit/db/database.ts';
import { openLog } from '../../../kit/log.ts';
import { createRuntime } from '../../../kit/runtime.ts';
import { features } from '../../../main/features.ts';
import { startLines } from '../service-line.ts';
import { TIMES } from './calling.ts';

const [url = '', home = ''] = process.argv.slice(2);
const log = openLog('silent');
const db = openPools({ url, log, size: 4 });
startLines(createRuntime({ db, log, home, features }), TIMES);
process.stdout.write('ready\n');

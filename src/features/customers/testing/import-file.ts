/** Imports a file in a process of its own, to be killed: `import-file.ts DATABASE_URL WORKSPACE FILE COLUMNS`. */
import { COMMAND } from '../../../kit/context.ts';
import { openPools } from '../../../kit/db/database.ts';
import { openLog } from '../../../kit/log.ts';
import { createRuntime } from '../../../kit/runtime.ts';
import { features } from '../../../main/features.ts';
import { importFile } from '../index.ts';

const [url = '', workspace = '', path = '', columns = '{}'] = process.argv.slice(2);
const log = openLog('error');
const db = openPools({ url, log });
const runtime = createRuntime({ db, log, home: '', features });
const ctx = await runtime.open(workspace, COMMAND);
await importFile(ctx, { kind: 'orders', path, columns: JSON.parse(columns) as Record<string, string> });
await db.close();

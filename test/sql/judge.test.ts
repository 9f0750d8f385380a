import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { listEpochs } from '../../src/features/experiments/store.ts';
import { statements } from '../../src/features/experiments/migrations/0001-experiments.ts';
import { ensureAppRole } from '../../src/kit/db/app-role.ts';
import { openPools } from '../../src/kit/db/database.ts';
import { migrate } from '../../src/kit/db/migrate.ts';
import { openLog } from '../../src/kit/log.ts';
import { openTestDatabase } from '../../src/kit/testing/postgres.ts';
import { recordFile } from './folder.ts';
import { judge } from './judge.ts';

const opened: { close(): Promise<void> }[] = [];
afterAll(async () => {
  for (const each of opened.reverse()) await each.close();
});

test('statements of the product are recorded with the file they come from', async () => {
  const database = await openTestDatabase();
  opened.push(database);
  const db = openPools({ url: database.url, log: openLog('silent') });
  opened.push(db);
  await ensureAppRole(db.owner);
  await migrate(db.owner, [{ name: 'experiments/0001', statements }]);
  await db.inWorkspace('main', (tx) => listEpochs(tx, 'main', 'nothing'));
  const records = readFileSync(recordFile(), 'utf8');
  expect(records).toContain('"from":"src/features/experiments/store.ts"');
});

test('a recorded statement that breaks a rule is found, a sound one is not', async () => {
  const from = 'src/features/experiments/store.ts';
  const found = await judge([
    { from, text: 'select 1 from enrolment where subject = $1' },
    { from, text: 'select 1 from enrolment where workspace_id = $1 and entered_at::date = $2' },
    { from, text: 'select 1 from enrolment where workspace_id = $1 and subject = $2' },
  ]);
  expect(found.map(({ rule }) => rule)).toEqual(['workspace-in-every-query', 'days-in-a-zone']);
});

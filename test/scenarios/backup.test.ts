/** A backup taken while data is written, restored into an empty database: the same company; and every way it must refuse. */
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureMonths } from '../../src/features/events/index.ts';
import { restoreBackup } from '../../src/kit/backup/restore.ts';
import { saveBackup } from '../../src/kit/backup/save.ts';
import { openPools } from '../../src/kit/db/database.ts';
import { install } from '../../src/kit/install.ts';
import { openLog } from '../../src/kit/log.ts';
import { openTestDatabase } from '../../src/kit/testing/postgres.ts';
import { createWorld, type World } from '../../src/kit/testing/world.ts';
import { features } from '../../src/main/features.ts';

let world: World;
let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hx-backup-'));
  file = join(folder, 'company.hxb');
  world = await createWorld();
  await world.workspace('main');
  const events = Array.from({ length: 300 }, (_, n) => ({
    source: 'shop',
    externalId: `e${n}`,
    type: n % 3 ? 'purchase' : '到店',
    at: `20${10 + (n % 16)}-0${1 + (n % 9)}-11T08:00:00Z`,
    customer: { externalId: `客户${n % 40}` },
    ...(n % 3 ? { amount: n } : {}),
    properties: { note: `第 ${n} 行\n换行\t制表 \\. 😀` },
  }));
  expect((await world.call('POST', '/api/w/main/events', { events })).body).toMatchObject({
    accepted: 300,
    rejected: [],
  });
  await world.call('POST', '/api/w/main/playbooks/silent-wakeup/enable', { holdout: 0.3 });
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

async function emptyInstallation() {
  const database = await openTestDatabase();
  const log = openLog('silent');
  const db = openPools({ url: database.url, log });
  await install(db, log, features);
  return {
    db,
    restore: (from: string) =>
      restoreBackup({
        owner: db.owner,
        features,
        file: from,
        ensureMonths: (_table, months) =>
          ensureMonths(
            db.owner,
            months.map((month) => new Date(month)),
          ),
      }),
    close: async () => {
      await db.close();
      await database.close();
    },
  };
}

const fingerprint = `
  select 'event' as what, count(*) as n, md5(string_agg(md5(e::text), '' order by event_id)) as hash from event e
  union all select 'customer', count(*), md5(string_agg(md5(c::text), '' order by customer_id)) from customer c
  union all select 'stat', count(*), md5(string_agg(md5(s::text), '' order by customer_id, type)) from customer_event_stat s
  union all select 'epoch', count(*), md5(string_agg(md5(p::text), '' order by subject, epoch)) from epoch p
  union all select 'rule', count(*), md5(string_agg(md5(r::text), '' order by rule_id)) from rule r
  union all select 'key', count(*), md5(string_agg(md5(k::text), '' order by key_id)) from api_key k`;

test('what is restored is what was saved, taken while somebody writes', async () => {
  let writing = true;
  const writer = (async () => {
    for (let n = 0; writing; n++) {
      const event = {
        externalId: `late${n}`,
        type: 'visit',
        at: '2026-02-01T00:00:00Z',
        customer: { externalId: '客户1' },
      };
      await world.call('POST', '/api/w/main/events', { events: [event] });
    }
  })();
  const saved = await saveBackup(world.runtime.db.owner, features, file);
  writing = false;
  await writer;
  expect(saved.rows).toBeGreaterThan(300);

  const there = await emptyInstallation();
  try {
    const restored = await there.restore(file);
    expect(restored.rows).toBe(saved.rows);
    // The database has gone on since; a backup of the copy is compared with a second copy of it.
    const second = join(folder, 'second.hxb');
    await saveBackup(there.db.owner, features, second);
    const third = await emptyInstallation();
    await third.restore(second);
    const [a, b] = [await there.db.owner.query(fingerprint), await third.db.owner.query(fingerprint)];
    expect(b.rows).toEqual(a.rows);
    expect(a.rows.find((row) => row.what === 'event').n).toBeGreaterThanOrEqual(300);
    await third.close();
    await expect(there.restore(file)).rejects.toThrow(/data here already/);
  } finally {
    await there.close();
  }
});

test('damaged, short, foreign and newer files are refused, and nothing is left behind', async () => {
  await saveBackup(world.runtime.db.owner, features, file);
  const there = await emptyInstallation();
  const nothing = async (): Promise<void> => {
    const left = await there.db.owner.query(
      'select (select count(*) from workspace) + (select count(*) from customer) + (select count(*) from event) as n',
    );
    expect(left.rows[0].n).toBe(0);
  };
  try {
    const short = join(folder, 'short.hxb');
    const bytes = await readFile(file);
    await writeFile(short, bytes);
    await truncate(short, Math.floor(bytes.length * 0.7));
    await expect(there.restore(short)).rejects.toThrow(/cut short/);
    await nothing();
    const foreign = join(folder, 'foreign.hxb');
    await writeFile(foreign, gzipSync('hello\n'));
    await expect(there.restore(foreign)).rejects.toThrow(/not a backup/);
    await writeFile(foreign, 'not even packed');
    await expect(there.restore(foreign)).rejects.toThrow(/damaged|not a backup/);
    const newer = { huixiang: 1, createdAt: new Date(0).toISOString(), migrations: ['customers/9999-later'] };
    await writeFile(foreign, gzipSync(`${JSON.stringify(newer)}\n`));
    await expect(there.restore(foreign)).rejects.toThrow(/newer version/);
    await expect(there.restore(join(folder, 'none.hxb'))).rejects.toThrow(/no file/);
    await nothing();
  } finally {
    await there.close();
  }
});

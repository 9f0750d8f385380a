import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { openTestDatabase, prepareTemplate } from './postgres.ts';

const opened: { close(): Promise<void> }[] = [];
afterAll(() => Promise.all(opened.map((each) => each.close())));

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

test('every call gives an empty database of its own', async () => {
  const [one, two] = await Promise.all([openTestDatabase(), openTestDatabase()]);
  opened.push(one, two);
  await ask(one.url, 'create table only_here (n int)');
  expect(await ask(two.url, `select to_regclass('only_here') as found`)).toEqual([{ found: null }]);
});

test('a template is filled once and cloned', async () => {
  let filled = 0;
  const fill = async (url: string): Promise<void> => {
    filled += 1;
    await ask(url, 'create table cloned as select 7 as n');
  };
  const names = [await prepareTemplate('tpl_clone_test', fill), await prepareTemplate('tpl_clone_test', fill)];
  expect(names).toEqual(['tpl_clone_test', 'tpl_clone_test']);
  expect(filled).toBe(1);
  const clone = await openTestDatabase({ template: 'tpl_clone_test' });
  opened.push(clone);
  expect(await ask(clone.url, 'select n from cloned')).toEqual([{ n: 7 }]);
});

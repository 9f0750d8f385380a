/** The files of a new room: one table, a list and a verb, from the contract down to the SQL. */
import type { Name } from './names.ts';

export interface NewRoom {
  readonly room: Name;
  /** One row of its table. */
  readonly item: Name;
  readonly zh: string;
}

export const readme = ({ room, item, zh }: NewRoom): string => `# ${room.kebab}

${zh}: say in one screen what this room keeps, decides and tells, and what it leaves to others.

Keeps: \`${item.snake}\`. Upstream: access. Tells downstream: \`${room.camel}.created\`.
`;

export const contract = ({ room, item, zh }: NewRoom): string => `import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

const InWorkspace = z.object({ workspace: z.string() });

export const ${item.pascal} = z.object({ ${item.camel}Id: z.string(), name: z.string(), createdAt: z.iso.datetime() });
export type ${item.pascal} = z.infer<typeof ${item.pascal}>;

export const list${room.pascal} = endpoint({
  name: 'list${room.pascal}',
  method: 'GET',
  path: '/api/w/:workspace/${room.kebab}',
  summary: { zh: '${zh}列表', en: 'List ${room.words}' },
  access: '${room.kebab}:read',
  params: InWorkspace,
  response: z.object({ ${room.camel}: z.array(${item.pascal}) }),
});

export const create${item.pascal} = endpoint({
  name: 'create${item.pascal}',
  method: 'POST',
  path: '/api/w/:workspace/${room.kebab}',
  summary: { zh: '新建${zh}', en: 'Make a ${item.words}' },
  access: '${room.kebab}:write',
  params: InWorkspace,
  body: z.strictObject({ name: z.string().trim().min(1).max(120) }),
  response: ${item.pascal},
  errors: ['${item.snake}_name_taken'],
});
`;

export const migration = ({ item }: NewRoom): string => `import { guard } from '../../../kit/db/tables.ts';

export const statements: readonly string[] = [
  \`create table ${item.snake} (
    workspace_id text not null,
    ${item.snake}_id text not null,
    name text not null,
    created_at timestamptz not null,
    constraint ${item.snake}_pk primary key (workspace_id, ${item.snake}_id),
    constraint ${item.snake}_name unique (workspace_id, name)
  )\`,
  ...guard('${item.snake}'),
];
`;

export const store = ({ room, item }: NewRoom): string => `import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { ${item.pascal} } from './contract.ts';

interface ${item.pascal}Row {
  ${item.snake}_id: string;
  name: string;
  created_at: Date;
}

export async function list${room.pascal}(tx: Tx, workspace: string): Promise<${item.pascal}[]> {
  const found = await sql<${item.pascal}Row>\`
    select ${item.snake}_id, name, created_at from ${item.snake}
    where workspace_id = \${workspace} order by name limit 1000\`.execute(tx);
  return found.rows.map((row) => ({ ${item.camel}Id: row.${item.snake}_id, name: row.name, createdAt: row.created_at.toISOString() }));
}

/** False when the name is taken: safe to run twice, by the unique index. */
export async function insert${item.pascal}(tx: Tx, workspace: string, ${item.camel}: ${item.pascal}): Promise<boolean> {
  const done = await sql\`
    insert into ${item.snake} (workspace_id, ${item.snake}_id, name, created_at)
    values (\${workspace}, \${${item.camel}.${item.camel}Id}, \${${item.camel}.name}, \${${item.camel}.createdAt})
    on conflict (workspace_id, name) do nothing\`.execute(tx);
  return done.numAffectedRows === 1n;
}
`;

export const service = ({ room, item }: NewRoom): string => `import { publish } from '../../kit/bus.ts';
import type { Context } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { audit } from '../access/index.ts';
import type { ${item.pascal} } from './contract.ts';
import { ${item.camel}Created } from './events.ts';
import * as store from './store.ts';

/** One verb, one transaction: the check, the row, the audit entry and the event. */
export function create${item.pascal}(ctx: Context, name: string): Promise<${item.pascal}> {
  return ctx.tx(async (tx) => {
    const ${item.camel}: ${item.pascal} = { ${item.camel}Id: newId('${item.snake}'), name, createdAt: ctx.now.toISOString() };
    if (!(await store.insert${item.pascal}(tx, ctx.workspace.id, ${item.camel}))) throw new Problem('${item.snake}_name_taken', { name });
    await audit(tx, ctx, { action: '${room.camel}.created', entity: '${item.snake}', entityId: ${item.camel}.${item.camel}Id, detail: { name } });
    await publish(tx, ctx, ${item.camel}Created, { ${item.camel}Id: ${item.camel}.${item.camel}Id });
    return ${item.camel};
  });
}
`;

export const events = ({ room, item, zh }: NewRoom): string => `import { busEvent } from '../../kit/bus.ts';

export interface ${item.pascal}Created {
  readonly ${item.camel}Id: string;
}

export const ${item.camel}Created = busEvent<${item.pascal}Created>('${room.camel}.created', {
  zh: '已新建${zh}',
  en: '${item.words.charAt(0).toUpperCase()}${item.words.slice(1)} made',
});
`;

export const routes = ({ room, item }: NewRoom): string => `import { type Route, route } from '../../kit/http/route.ts';
import { create${item.pascal}, list${room.pascal} } from './contract.ts';
import * as service from './service.ts';
import * as store from './store.ts';

export const routes: readonly Route[] = [
  route(list${room.pascal}, ({ ctx }) => ctx.tx(async (tx) => ({ ${room.camel}: await store.list${room.pascal}(tx, ctx.workspace.id) }))),
  route(create${item.pascal}, ({ ctx, body }) => service.create${item.pascal}(ctx, body.name)),
];
`;

export const index = ({
  room,
  item,
}: NewRoom): string => `/** The face of ${room.kebab}: what rooms downstream may use. */
export type { ${item.pascal} } from './contract.ts';
export { ${item.camel}Created } from './events.ts';
export { create${item.pascal} } from './service.ts';
`;

export const manifest = ({
  room,
  item,
  zh,
}: NewRoom): string => `import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { ${item.camel}Created } from './events.ts';
import * as initial from './migrations/0001-${room.kebab}.ts';
import { routes } from './routes.ts';

export const ${room.camel}Feature: Feature = {
  name: '${room.kebab}',
  words: { zh: '${zh}', en: '${room.words.charAt(0).toUpperCase()}${room.words.slice(1)}' },
  migrations: migrationsOf('${room.kebab}', { '0001-${room.kebab}': initial }),
  tables: [{ name: '${item.snake}', replay: 'copy' }],
  routes,
  events: [${item.camel}Created],
  fillings: [
    fillSlot(auditWords, {
      actions: { '${room.camel}.created': { zh: '新建${zh}', en: 'Made a ${item.words}' } },
      things: { ${item.snake}: { zh: '${zh}', en: '${item.words.charAt(0).toUpperCase()}${item.words.slice(1)}' } },
    }),
  ],
  errors: {
    ${item.snake}_name_taken: {
      status: 409,
      words: { zh: '已有名为「{name}」的${zh}。请换一个名称。', en: 'There is a ${item.words} named {name}. Choose another name.' },
    },
  },
  permissions: [
    { name: '${room.kebab}:read', words: { zh: '查看${zh}', en: 'See ${room.words}' } },
    { name: '${room.kebab}:write', words: { zh: '修改${zh}', en: 'Change ${room.words}' } },
  ],
};
`;

export const httpTest = ({
  room,
  item,
}: NewRoom): string => `import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../kit/testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const path = '/api/w/main/${room.kebab}';

test('a ${item.words} is made once and listed', async () => {
  const made = await world.call('POST', path, { name: '第一' });
  expect(made.status).toBe(200);
  expect(made.body).toMatchObject({ name: '第一' });
  const again = await world.call('POST', path, { name: '第一' });
  expect(again.status).toBe(409);
  expect(again.body).toMatchObject({ code: '${item.snake}_name_taken' });
  const listed = await world.call('GET', path);
  expect(listed.body).toEqual({ ${room.camel}: [made.body] });
});

test('another workspace sees none of it, and a key without the permission is refused', async () => {
  const theirs = { authorization: \`Bearer \${await world.key('other')}\` };
  const listed = await world.call('GET', '/api/w/other/${room.kebab}', undefined, theirs);
  expect(listed.body).toEqual({ ${room.camel}: [] });
  expect((await world.call('GET', path, undefined, theirs)).status).toBe(404);
  const reader = { authorization: \`Bearer \${await world.key('main', ['${room.kebab}:read'])}\` };
  expect((await world.call('POST', path, { name: '第二' }, reader)).status).toBe(403);
});
`;

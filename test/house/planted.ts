/** A small house with one crack per wall: each plant must be caught in the cracked tree, and the clean tree must stand. */

export type Tree = Readonly<Record<string, string>>;

export interface Plant {
  readonly rule: string;
  readonly file: string;
  readonly source: string;
}

/** What the fixture's imports resolve to; never parsed, only found. */
export const packages: Tree = Object.fromEntries(
  ['kysely', 'pg', 'zod', 'react', '@stdlib/erf', 'lodash', 'left-pad'].flatMap((name) => [
    [`node_modules/${name}/package.json`, `{"name":"${name}","version":"1.0.0","license":"MIT","main":"index.js"}`],
    [`node_modules/${name}/index.js`, 'module.exports = {};'],
  ]),
);

export const clean: Tree = {
  'package.json': JSON.stringify({
    name: 'house',
    type: 'module',
    dependencies: { kysely: '1', pg: '1', zod: '1', react: '1', '@stdlib/erf': '1', lodash: '1' },
    devDependencies: { 'left-pad': '1' },
  }),
  'src/engine/stats/normal.ts': `import erf from '@stdlib/erf'; export const normal = erf;`,
  'src/engine/stats/index.ts': `export { normal } from './normal.ts';`,
  'src/kit/endpoint.ts': `import type { z } from 'zod'; export const endpoint = (e: z) => e;`,
  'src/kit/db/index.ts': `import { Kysely } from 'kysely'; import { Pool } from 'pg'; export const db = [Kysely, Pool];`,
  'src/kit/types/one.ts': `import type { Two } from './two.ts'; export interface One { two: Two }`,
  'src/kit/types/two.ts': `import type { One } from './one.ts'; export interface Two { one: One }`,
  'src/kit/http/server.ts': `import http from 'node:http'; export const serve = http;`,
  'src/features/events/contract.ts': `import { z } from 'zod'; import { endpoint } from '../../kit/endpoint.ts'; export const Event = endpoint(z);`,
  'src/features/events/store.ts': `import { sql } from 'kysely'; export const rows = sql;`,
  'src/features/events/service.ts': `import { rows } from './store.ts'; export const record = rows;`,
  'src/features/events/index.ts': `export { record } from './service.ts';`,
  'src/features/events/screens/list.tsx': `import React from 'react'; import { Event } from '../contract.ts'; export const List = [React, Event];`,
  'src/features/events/screens/totals.tsx': `import { Customer } from '../../customers/contract.ts'; export const Totals = Customer;`,
  'src/features/customers/contract.ts': `import { Event } from '../events/contract.ts'; export const Customer = Event;`,
  'src/features/customers/decide.ts': `import { normal } from '../../engine/stats/index.ts'; import { Customer } from './contract.ts'; export const decide = [normal, Customer];`,
  'src/features/customers/datasets/customers.ts': `import { sql } from 'kysely'; export const dataset = sql;`,
  'src/features/customers/index.ts': `import { record } from '../events/index.ts'; import { decide } from './decide.ts'; export const keep = [record, decide];`,
  'src/features/customers/contracts.ts': `import { record } from '../events/index.ts'; export const keepContracts = record;`,
  'src/features/customers/contract-list.ts': `import { Customer } from './contract.ts'; export const List = Customer;`,
  'src/features/customers/index.test.ts': `import { rows } from '../events/store.ts'; import { pad } from 'left-pad'; export const probe = [rows, pad];`,
  'src/features/forms/questions/stars/kind.ts': `export const stars = 5;`,
  'src/features/forms/questions/stars/console.tsx': `import React from 'react'; import { stars } from './kind.ts'; export const Stars = [React, stars];`,
  'src/features/messages/channels/mail.ts': `import net from 'node:net'; export const send = net;`,
  'src/console/app.tsx': `import React from 'react'; export const App = React;`,
  'src/main/serve.ts': `import { keep } from '../features/customers/index.ts'; import { serve } from '../kit/http/server.ts'; export const start = [keep, serve];`,
};

const plant = (rule: string, file: string, source: string): Plant => ({ rule, file, source });

export const plants: readonly Plant[] = [
  plant('wall-1-engine-is-pure', 'src/engine/a1.ts', `import fs from 'node:fs'; export const a = fs;`),
  plant('wall-1-engine-is-pure', 'src/engine/a2.ts', `import { z } from 'zod'; export const a = z;`),
  plant('wall-1-engine-is-pure', 'src/engine/a3.ts', `import { db } from '../kit/db/index.ts'; export const a = db;`),
  plant(
    'wall-2-kit-knows-no-feature',
    'src/kit/a.ts',
    `import { record } from '../features/events/index.ts'; export const a = record;`,
  ),
  plant(
    'wall-3-through-the-face',
    'src/features/customers/a.ts',
    `import { rows } from '../events/store.ts'; export const a = rows;`,
  ),
  plant(
    'wall-3-through-the-face',
    'src/features/customers/a2.ts',
    `import type { rows } from '../events/store.ts'; export type A = typeof rows;`,
  ),
  plant(
    'wall-3-screens-read-contracts',
    'src/features/customers/screens/a.tsx',
    `import { record } from '../../events/index.ts'; export const a = record;`,
  ),
  plant(
    'wall-3-screens-read-contracts',
    'src/features/events/screens/b.tsx',
    `import { keep } from '../../customers/index.ts'; export const a = keep;`,
  ),
  plant(
    'wall-4-downstream-by-event/events',
    'src/features/events/a.ts',
    `import { keep } from '../customers/index.ts'; export const a = keep;`,
  ),
  plant(
    'wall-5-contract',
    'src/features/segments/contract.ts',
    `import { record } from '../events/index.ts'; export const a = record;`,
  ),
  plant('wall-5-contract-kit', 'src/kit/contract-list.ts', `import fs from 'node:fs'; export const a = fs;`),
  plant(
    'wall-5-decide',
    'src/features/segments/decide.ts',
    `import { db } from '../../kit/db/index.ts'; export const a = db;`,
  ),
  plant(
    'wall-6-server-without-screens',
    'src/features/segments/routes.ts',
    `import { App } from '../../console/app.tsx'; export const a = App;`,
  ),
  plant(
    'wall-6-screens-without-server',
    'src/console/a.tsx',
    `import { db } from '../kit/db/index.ts'; export const a = db;`,
  ),
  plant('wall-6-browser-without-node', 'src/console/b.tsx', `import path from 'node:path'; export const a = path;`),
  plant(
    'wall-6-question-kind-is-pure',
    'src/features/forms/questions/date/kind.ts',
    `import React from 'react'; export const a = React;`,
  ),
  plant(
    'wall-7-sql-in-stores',
    'src/features/segments/service.ts',
    `import { sql } from 'kysely'; export const a = sql;`,
  ),
  plant('wall-7-sql-in-stores', 'src/main/a.ts', `import { Pool } from 'pg'; export const a = Pool;`),
  plant(
    'wall-8-network-in-plug-ins',
    'src/features/segments/jobs.ts',
    `import https from 'node:https'; export const a = https;`,
  ),
  plant(
    'wall-9-nobody-imports-main',
    'src/features/segments/index.ts',
    `import { start } from '../../main/serve.ts'; export const a = start;`,
  ),
  plant(
    'wall-10-no-cycles',
    'src/kit/one.ts',
    `import { two } from './two.ts'; export const one = (): unknown => two;`,
  ),
  plant(
    'wall-10-no-cycles',
    'src/kit/two.ts',
    `import { one } from './one.ts'; export const two = (): unknown => one;`,
  ),
  plant('hygiene-resolvable', 'src/kit/lost.ts', `import { x } from './nowhere.ts'; export const a = x;`),
  plant('hygiene-declared-dependency', 'src/kit/pad.ts', `import { pad } from 'left-pad'; export const a = pad;`),
  plant(
    'hygiene-no-tests',
    'src/features/customers/b.ts',
    `import { probe } from './index.test.ts'; export const a = probe;`,
  ),
];

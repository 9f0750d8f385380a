/** The documents that follow from the code: `npm run docs` writes them, a house test fails when they are stale. */
import { commonErrors } from '../../src/kit/errors.ts';
import { BUILT_IN_FIELDS } from '../../src/engine/condition/index.ts';
import type { Words } from '../../src/engine/words.ts';
import type { Command } from '../../src/kit/cli/command.ts';
import { usageLine } from '../../src/kit/cli/help.ts';
import type { Feature } from '../../src/kit/feature.ts';
import type { MigrationFile } from '../sql/migrations.ts';
import { columnsOf } from './columns.ts';
import { code, table } from './table.ts';

/** File name in docs/generated and its text. */
export type Documents = ReadonlyMap<string, string>;

export interface Sources {
  readonly features: readonly Feature[];
  readonly migrations: readonly MigrationFile[];
  readonly commands: readonly Command[];
}

export function generate({ features, migrations, commands }: Sources): Documents {
  return new Map([
    ['rooms.md', page('Rooms', 'In river order: a room uses only rooms above it.', rooms(features))],
    ['endpoints.md', page('Endpoints', 'All of the API; schemas are in `/api/openapi.json`.', endpoints(features))],
    ['errors.md', page('Errors', 'Answered as RFC 9457 problem details with this `code`.', errors(features))],
    ['events.md', page('Events between rooms', 'Published in the transaction that causes them.', events(features))],
    [
      'commands.md',
      page('Commands', 'Each takes `--help`, `--json`, `--workspace NAME` and `--home DIR`.', commandList(commands)),
    ],
    ['plug-ins.md', page('Plug-ins', 'What fills the slots.', plugIns(features))],
    [
      'condition-fields.md',
      page('Condition fields', 'Beside custom attributes (`attr.<key>`) and the types of events.', fields()),
    ],
    ['permissions.md', page('Permissions', 'Roles and API keys hold them.', permissions(features))],
    [
      'tables.md',
      page('Tables', 'One owner each. `replay` says what a replay does with the rows.', tables(features, migrations)),
    ],
  ]);
}

function page(title: string, lead: string, body: string): string {
  return `<!-- made by npm run docs; do not edit -->\n\n# ${title}\n\n${lead}\n\n${body}\n`;
}

const rooms = (features: readonly Feature[]): string =>
  table(
    ['room', '中文', 'tables', 'endpoints', 'events'],
    features.map(({ name, words, tables: own = [], routes = [], events: told = [] }) => [
      code(name),
      words.zh,
      own.map((each) => code(each.name)).join(' '),
      routes.length,
      told.map((each) => code(each.name)).join(' '),
    ]),
  );

const endpoints = (features: readonly Feature[]): string =>
  table(
    ['method', 'path', 'needs', 'name', '中文', 'English'],
    features.flatMap(({ routes = [] }) =>
      routes.map(({ endpoint: { method, path, access, name, summary } }) => [
        method,
        code(path),
        code(access),
        code(name),
        summary.zh,
        summary.en,
      ]),
    ),
  );

const commandList = (commands: readonly Command[]): string =>
  table(
    ['command', '中文', 'English'],
    commands.map((command) => [code(usageLine(command)), command.words.zh, command.words.en]),
  );

/** A plug-in with words is listed by its name; others (functions, readers) only by the slot they fill. */
const plugIns = (features: readonly Feature[]): string =>
  table(
    ['slot', 'plug-in', 'room', '中文', 'English'],
    features.flatMap(({ name, fillings = [] }) =>
      fillings.map(({ slot, value }) => {
        const { name: own = '', words } = value as { name?: string; words?: Words };
        return [code(slot), words ? code(own) : '', name, words?.zh ?? '', words?.en ?? ''];
      }),
    ),
  );

const fields = (): string =>
  table(
    ['field', 'kind', '中文', 'English'],
    BUILT_IN_FIELDS.map(({ name, kind, label }) => [code(name), kind, label.zh, label.en]),
  );

function errors(features: readonly Feature[]): string {
  const declared = [
    { name: 'kit', errors: commonErrors },
    ...features.map(({ name, errors: own = {} }) => ({ name, errors: own })),
  ];
  return table(
    ['code', 'status', 'room', '中文', 'English'],
    declared.flatMap(({ name, errors: own }) =>
      Object.entries(own).map(([key, { status, words }]) => [code(key), status, name, words.zh, words.en]),
    ),
  );
}

const events = (features: readonly Feature[]): string =>
  table(
    ['event', 'room', '中文', 'English', 'heard by'],
    features.flatMap(({ name, events: told = [] }) =>
      told.map((event) => [
        code(event.name),
        name,
        event.words.zh,
        event.words.en,
        features
          .flatMap(({ subscribers = [] }) => subscribers.filter((each) => each.event === event.name))
          .map((each) => code(each.name))
          .join(' '),
      ]),
    ),
  );

const permissions = (features: readonly Feature[]): string =>
  table(
    ['permission', '中文', 'English'],
    features.flatMap(({ permissions: own = [] }) => own.map(({ name, words }) => [code(name), words.zh, words.en])),
  );

function tables(features: readonly Feature[], migrations: readonly MigrationFile[]): string {
  const replay = new Map(
    features.flatMap(({ tables: own = [] }) => own.map((each) => [each.name, each.replay] as const)),
  );
  return table(
    ['table', 'room', 'replay', 'columns'],
    columnsOf(migrations).map(({ name, owner, columns }) => [
      code(name),
      owner,
      replay.get(name) ?? '',
      columns.join(', '),
    ]),
  );
}

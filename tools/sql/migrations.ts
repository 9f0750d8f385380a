import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Finding, Schema, SqlRule } from './finding.ts';
import {
  fromTheApp,
  noLockInSubquery,
  noMerge,
  noSessionTricks,
  noSetConfig,
  noTriggers,
  policyShape,
  upsertKeepsWorkspace,
} from './behaviour.ts';
import { daysInZone } from './days.ts';
import { namedConstraints, noSetNull, workspaceColumn, workspaceFirst } from './keys.ts';
import { workspaceInQuery } from './scope.ts';
import { all, isNode, listOf, type Node, statementsOf, textOf, word } from './tree.ts';

export interface MigrationFile {
  /** Relative to the root of the repository. */
  readonly file: string;
  /** The feature whose folder it stands in, or `kit`. */
  readonly owner: string;
  readonly statements: readonly string[];
}

export const schemaRules: readonly SqlRule[] = [
  workspaceFirst,
  workspaceColumn,
  namedConstraints,
  noSetNull,
  policyShape,
  noTriggers,
];

export const queryRules: readonly SqlRule[] = [
  workspaceInQuery,
  upsertKeepsWorkspace,
  fromTheApp,
  noSetConfig,
  noMerge,
  daysInZone,
  noSessionTricks,
  noLockInSubquery,
];

/** Every `NNNN-name.ts` in a `migrations/` folder of a feature or of the kit. */
export async function readMigrations(root: string): Promise<readonly MigrationFile[]> {
  const files = (readdirSync(join(root, 'src'), { recursive: true }) as string[])
    .map((file) => `src/${file.replaceAll('\\', '/')}`)
    .filter((file) => /^src\/(features\/[^/]+|kit(\/.+)?)\/migrations\/\d{4}-[a-z0-9-]+\.ts$/.test(file))
    .sort();
  return Promise.all(
    files.map(async (file) => {
      const module = (await import(pathToFileURL(join(root, file)).href)) as { statements?: readonly string[] };
      if (!Array.isArray(module.statements)) throw new Error(`${file} exports no list named statements`);
      return {
        file,
        owner: file.split('/')[1] === 'kit' ? 'kit' : (file.split('/')[2] ?? ''),
        statements: module.statements,
      };
    }),
  );
}

/** What the migrations say about the tables, beside the list of undistributed ones. */
export function schemaOf(migrations: readonly MigrationFile[], shared: readonly string[]): Schema {
  const owners = new Map<string, string>();
  const zoned = new Set<string>();
  const plain = new Set<string>();
  for (const { owner, statements } of migrations) {
    for (const statement of statements.flatMap(parsed)) {
      for (const create of all(statement, 'CreateStmt')) {
        const table = isNode(create.relation) ? word(create.relation.relname) : '';
        if (!isNode(create.partbound)) owners.set(table, owner);
      }
      for (const column of all(statement, 'ColumnDef')) {
        const type = isNode(column.typeName) ? textOf(column.typeName.names) : '';
        (type.endsWith('timestamptz') ? zoned : plain).add(word(column.colname));
      }
    }
  }
  return { shared: new Set(shared), owners, zoned, plain };
}

function parsed(text: string): readonly Node[] {
  try {
    return statementsOf(text);
  } catch {
    return []; // reported by lintMigrations
  }
}

/** The body of a function written in SQL is SQL that runs. */
function bodies(statement: Node): readonly string[] {
  return all(statement, 'CreateFunctionStmt').flatMap((make) => {
    const options = listOf(make.options).flatMap((each) => (isNode(each.DefElem) ? [each.DefElem] : []));
    const language = options.find((option) => option.defname === 'language');
    if (textOf(language?.arg) !== 'sql') return [];
    const text = options.find((option) => option.defname === 'as');
    return all(text?.arg, 'String').map((node) => word(node.sval));
  });
}

export function lintStatement(
  text: string,
  where: string,
  rules: readonly SqlRule[],
  schema: Schema,
): readonly Finding[] {
  let trees: readonly Node[];
  try {
    trees = statementsOf(text);
  } catch (error) {
    return [
      { rule: 'sql', where, what: `${error instanceof Error ? error.message : 'not SQL'}: ${text.slice(0, 80)}` },
    ];
  }
  const many: Finding[] =
    trees.length > 1 ? [{ rule: 'one-statement', where, what: `rule 6: ${trees.length} statements in one call` }] : [];
  const broken = trees.flatMap((tree) =>
    rules.flatMap((rule) =>
      rule.check(tree, schema).map((what) => ({ rule: rule.name, where, what: `${what} (${rule.why})` })),
    ),
  );
  const inside = trees.flatMap(bodies).flatMap((body) => lintStatement(body, `${where} body`, queryRules, schema));
  return [...many, ...broken, ...inside];
}

export function lintMigrations(migrations: readonly MigrationFile[], shared: readonly string[]): readonly Finding[] {
  const schema = schemaOf(migrations, shared);
  const rules = [...schemaRules, ...queryRules];
  const found = migrations.flatMap(({ file, statements }) =>
    statements.flatMap((text, at) => lintStatement(text, `${file}[${at}]`, rules, schema)),
  );
  return [...found, ...twiceOwned(migrations), ...unguarded(migrations, schema)];
}

function creations(migration: MigrationFile): readonly string[] {
  return migration.statements
    .flatMap(parsed)
    .flatMap((statement) => all(statement, 'CreateStmt'))
    .filter((create) => !isNode(create.partbound))
    .map((create) => (isNode(create.relation) ? word(create.relation.relname) : ''));
}

/** Each table has one owner. */
function twiceOwned(migrations: readonly MigrationFile[]): readonly Finding[] {
  const seen = new Map<string, string>();
  return migrations.flatMap((migration) =>
    creations(migration).flatMap((table) => {
      const before = seen.get(table);
      seen.set(table, migration.owner);
      return before === undefined
        ? []
        : [{ rule: 'one-owner', where: migration.file, what: `${table} is made by ${before} too` }];
    }),
  );
}

/** Each table of a workspace has row-level security, a policy and a grant in the migration that makes it. */
function unguarded(migrations: readonly MigrationFile[], schema: Schema): readonly Finding[] {
  return migrations.flatMap((migration) => {
    const trees = migration.statements.flatMap(parsed);
    const secured = trees.flatMap((tree) =>
      all(tree, 'AlterTableStmt')
        .filter((alter) =>
          all(alter.cmds, 'AlterTableCmd').some((command) => command.subtype === 'AT_EnableRowSecurity'),
        )
        .map((alter) => (isNode(alter.relation) ? word(alter.relation.relname) : '')),
    );
    const policed = trees.flatMap((tree) =>
      all(tree, 'CreatePolicyStmt').map((policy) => (isNode(policy.table) ? word(policy.table.relname) : '')),
    );
    return creations(migration)
      .filter((table) => !schema.shared.has(table) && !(secured.includes(table) && policed.includes(table)))
      .map((table) => ({
        rule: 'guarded',
        where: migration.file,
        what: `${table} has no row-level security: spread guard('${table}')`,
      }));
  });
}

/** Holds the SQL written in TypeScript against the same rules as the migrations, and each feature to the tables it may touch. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isUpstream } from '../../src/kit/river.ts';
import { lintChains, touchesOf } from './chains.ts';
import type { Finding, Schema } from './finding.ts';
import { guess } from './guess.ts';
import { queryRules } from './migrations.ts';
import { parseSource, type SqlText, sqlTexts } from './texts.ts';
import { all, isNode, type Node, word } from './tree.ts';

/** Server files that may hold SQL: everything but tests, screens, migrations and the engine. */
export function sqlFiles(root: string): readonly string[] {
  return (readdirSync(join(root, 'src'), { recursive: true }) as string[])
    .map((file) => `src/${file.replaceAll('\\', '/')}`)
    .filter((file) => /^src\/(features|kit|main)\/.+\.ts$/.test(file))
    .filter((file) => !/\.test\.ts$|\/(screens|migrations|testing)\//.test(file))
    .sort();
}

/** Said of texts that no filling of the holes makes readable: the words that are wrong anywhere. */
const BANNED = /\b(set_config|merge\s+into|on\s+delete\s+set\s+null|pg_notify|create\s+trigger)\b/i;

/** The embedded server is one machine by definition; its supervisor may hold session locks there. */
const EMBEDDED = /^src\/kit\/postgres\//;

function lintText(
  text: SqlText,
  where: string,
  schema: Schema,
): { findings: readonly Finding[]; trees: readonly Node[] } {
  const read = guess(text.pieces);
  if (!read) {
    const plain = text.pieces.map((piece) => (typeof piece === 'string' ? piece : '$1')).join('');
    const hit = BANNED.exec(plain)?.[0];
    return { findings: hit ? [{ rule: 'banned', where, what: hit }] : [], trees: [] };
  }
  const rules = queryRules.filter(
    (rule) =>
      (rule.name !== 'workspace-in-every-query' || (read.kind !== 'part' && !text.usedInside)) &&
      (rule.name !== 'no-listen-no-advisory' || !EMBEDDED.test(where)),
  );
  const many =
    read.trees.length > 1
      ? [{ rule: 'one-statement', where, what: `rule 6: ${read.trees.length} statements in one call` }]
      : [];
  const broken = read.trees.flatMap((tree) =>
    rules.flatMap((rule) =>
      rule.check(tree, schema).map((what) => ({ rule: rule.name, where, what: `${what} (${rule.why})` })),
    ),
  );
  return { findings: [...many, ...broken], trees: read.trees };
}

interface Touch {
  readonly table: string;
  readonly writes: boolean;
}

function touchesIn(tree: Node): readonly Touch[] {
  const written = ['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt', 'CopyStmt'].flatMap((tag) =>
    all(tree, tag).map((node) => (isNode(node.relation) ? word(node.relation.relname) : '')),
  );
  return [
    ...written.map((table) => ({ table, writes: true })),
    ...all(tree, 'RangeVar').map((node) => ({ table: word(node.relname), writes: false })),
  ];
}

/** A feature writes its own tables only, and reads its own and those upstream. */
function lintTouch(feature: string, where: string, { table, writes }: Touch, schema: Schema): readonly Finding[] {
  const owner = schema.owners.get(table);
  if (owner === undefined || owner === feature) return [];
  if (writes) return [{ rule: 'own-tables', where, what: `${feature} writes ${table}, which belongs to ${owner}` }];
  if (owner === 'kit' || isUpstream(owner, feature)) return [];
  return [{ rule: 'upstream-tables', where, what: `${feature} reads ${table}, which belongs to ${owner} downstream` }];
}

export function lintSource(file: string, source: string, schema: Schema): readonly Finding[] {
  const tree = parseSource(file, source);
  const feature = /^src\/features\/([^/]+)\//.exec(file)?.[1];
  const found: Finding[] = [...lintChains(tree, file, schema)];
  const touches: (Touch & { where: string })[] = touchesOf(tree).map((each) => ({
    ...each,
    where: `${file}:${each.line}`,
  }));
  for (const text of sqlTexts(tree)) {
    const where = `${file}:${text.line}`;
    const { findings, trees } = lintText(text, where, schema);
    found.push(...findings);
    touches.push(...trees.flatMap(touchesIn).map((each) => ({ ...each, where })));
  }
  if (feature) found.push(...touches.flatMap((each) => lintTouch(feature, each.where, each, schema)));
  if (/\berror\.constraint\b/.test(source)) {
    found.push({
      rule: 'errors-by-sqlstate',
      where: file,
      what: 'rule 8: decide by SQLSTATE; a constraint name may carry a shard suffix',
    });
  }
  return unique(found);
}

function unique(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((each) => [`${each.rule} ${each.where} ${each.what}`, each])).values()];
}

export function lintStores(root: string, schema: Schema): readonly Finding[] {
  return sqlFiles(root).flatMap((file) => lintSource(file, readFileSync(join(root, file), 'utf8'), schema));
}

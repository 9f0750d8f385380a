import type { Schema, SqlRule } from './finding.ts';
import { all, isNode, listOf, type Node, textOf, walk, word } from './tree.ts';

const KEY = 'workspace_id';

/** Nodes below `tree` that belong to the same query: does not enter sub-selects. */
function here(tree: unknown, tag: string): readonly Node[] {
  const found: Node[] = [];
  walk(tree, (each, node, inside) => {
    const deeper = inside.includes('SubLink') || inside.includes('RangeSubselect') || inside.includes('SelectStmt');
    if (each === tag && !deeper) found.push(node);
  });
  return found;
}

interface Source {
  readonly table: string;
  readonly alias: string;
}

function sources(from: unknown, schema: Schema, named: ReadonlySet<string>): readonly Source[] {
  return here(from, 'RangeVar')
    .map((node) => ({
      table: word(node.relname),
      alias: isNode(node.alias) ? word(node.alias.aliasname) : word(node.relname),
    }))
    .filter(({ table }) => schema.owners.has(table) && !schema.shared.has(table) && !named.has(table));
}

/** Aliases whose workspace a query names; '*' when it is named without an alias or joined by USING. */
function namedAliases(conditions: unknown, from: unknown): ReadonlySet<string> {
  const names = [...here(conditions, 'ColumnRef'), ...here(from, 'ColumnRef')].map((node) => textOf(node.fields));
  const aliases = names
    .filter((name) => name === KEY || name.endsWith(`.${KEY}`))
    .map((name) => name.split('.').at(-2) ?? '*');
  const using = here(from, 'JoinExpr').some((join) => listOf(join.usingClause).some((each) => textOf(each) === KEY));
  return new Set(using ? [...aliases, '*', 'using'] : aliases);
}

/** A whole condition that the reader cannot see (a hole in a template) may name the workspace; the running statement is checked then. */
function isOpaque(conditions: unknown): boolean {
  if (!isNode(conditions)) return false;
  if (isNode(conditions.ParamRef)) return true;
  return (
    isNode(conditions.BoolExpr) &&
    conditions.BoolExpr.boolop === 'AND_EXPR' &&
    listOf(conditions.BoolExpr.args).some(isOpaque)
  );
}

function checkQuery(from: unknown, conditions: unknown, schema: Schema, named: ReadonlySet<string>): string[] {
  if (isOpaque(conditions)) return [];
  const tables = sources(from, schema, named);
  const aliases = namedAliases(conditions, from);
  const alone = tables.length === 1 || aliases.has('using');
  return tables
    .filter(({ alias }) => !aliases.has(alias) && !(alone && aliases.has('*')))
    .map(({ table, alias }) => `${table}${alias === table ? '' : ` ${alias}`} is read without its ${KEY}`);
}

/** Rule 2 for whole statements: every table of a workspace that a query names has its workspace said in the same query. */
export const workspaceInQuery: SqlRule = {
  name: 'workspace-in-every-query',
  why: 'rule 2: every query says workspace_id, and every join, EXISTS, IN and lateral repeats the equality',
  check(statement, schema) {
    const named = new Set(all(statement, 'CommonTableExpr').map((node) => word(node.ctename)));
    const wrong: string[] = [];
    const whole = (select: Node) => {
      wrong.push(...checkQuery(select.fromClause, select.whereClause, schema, named));
      // the two sides of a UNION stand under larg and rarg without a tag of their own
      if (isNode(select.larg)) whole(select.larg);
      if (isNode(select.rarg)) whole(select.rarg);
    };
    for (const select of all(statement, 'SelectStmt')) whole(select);
    for (const update of all(statement, 'UpdateStmt')) {
      const from = [{ RangeVar: update.relation }, ...listOf(update.fromClause)];
      wrong.push(...checkQuery(from, update.whereClause, schema, named));
    }
    for (const remove of all(statement, 'DeleteStmt')) {
      const from = [{ RangeVar: remove.relation }, ...listOf(remove.usingClause)];
      wrong.push(...checkQuery(from, remove.whereClause, schema, named));
    }
    for (const insert of all(statement, 'InsertStmt')) {
      const table = isNode(insert.relation) ? word(insert.relation.relname) : '';
      const columns = listOf(insert.cols).map((each) => word((each.ResTarget as Node).name));
      if (!schema.owners.has(table) || schema.shared.has(table) || columns.length === 0) continue;
      if (!columns.includes(KEY)) wrong.push(`${table} is written without its ${KEY}`);
    }
    return wrong;
  },
};

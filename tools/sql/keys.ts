import type { SqlRule } from './finding.ts';
import { all, isNode, listOf, type Node, textOf, word } from './tree.ts';

const KEY = 'workspace_id';

interface Constraint {
  readonly table: string;
  readonly kind: string;
  readonly name: string;
  readonly node: Node;
  /** Column the constraint is written on, for a constraint inside a column definition. */
  readonly column?: string;
  /** In ALTER TABLE ... ADD COLUMN: the column and its constraint arrive together. */
  readonly withNewColumn?: boolean;
}

/** The name of the table a CREATE TABLE or ALTER TABLE is about. */
function tableOf(node: Node): string {
  return isNode(node.relation) ? word(node.relation.relname) : '';
}

function ofColumn(table: string, column: Node, withNewColumn: boolean): Constraint[] {
  return listOf(column.constraints).map((each) => {
    const node = each.Constraint as Node;
    return {
      table,
      kind: word(node.contype),
      name: word(node.conname),
      node,
      column: word(column.colname),
      withNewColumn,
    };
  });
}

function ofTable(table: string, node: Node): Constraint {
  return { table, kind: word(node.contype), name: word(node.conname), node };
}

export function constraintsOf(statement: Node): readonly Constraint[] {
  const found: Constraint[] = [];
  for (const create of all(statement, 'CreateStmt')) {
    for (const element of listOf(create.tableElts)) {
      if (isNode(element.ColumnDef)) found.push(...ofColumn(tableOf(create), element.ColumnDef, false));
      if (isNode(element.Constraint)) found.push(ofTable(tableOf(create), element.Constraint));
    }
  }
  for (const alter of all(statement, 'AlterTableStmt')) {
    for (const command of all(alter.cmds, 'AlterTableCmd')) {
      const definition = isNode(command.def) ? command.def : {};
      if (isNode(definition.ColumnDef)) found.push(...ofColumn(tableOf(alter), definition.ColumnDef, true));
      if (isNode(definition.Constraint)) found.push(ofTable(tableOf(alter), definition.Constraint));
    }
  }
  return found;
}

const KEYED = ['CONSTR_PRIMARY', 'CONSTR_UNIQUE', 'CONSTR_FOREIGN'];
const NAMED = [...KEYED, 'CONSTR_CHECK', 'CONSTR_EXCLUSION'];
const say = (kind: string) => kind.replace('CONSTR_', '').toLowerCase();

function firstColumns({ kind, node, column }: Constraint): readonly string[] {
  if (kind === 'CONSTR_FOREIGN') {
    return [column ?? textOf(listOf(node.fk_attrs)[0]), textOf(listOf(node.pk_attrs)[0])];
  }
  return [column ?? textOf(listOf(node.keys)[0])];
}

export const workspaceFirst: SqlRule = {
  name: 'workspace-first',
  why: 'rule 1: workspace_id is first in every primary key, unique index and foreign key of a distributed table',
  check(statement, { shared }) {
    const wrong: string[] = [];
    for (const each of constraintsOf(statement)) {
      if (shared.has(each.table) || !KEYED.includes(each.kind)) continue;
      if (!firstColumns(each).every((column) => column === KEY)) {
        wrong.push(`${each.table}: ${say(each.kind)} key ${each.name || '(unnamed)'} does not begin with ${KEY}`);
      }
    }
    for (const index of all(statement, 'IndexStmt')) {
      if (!index.unique || shared.has(tableOf(index))) continue;
      const first = listOf(index.indexParams)[0]?.IndexElem as Node | undefined;
      if (first?.name !== KEY)
        wrong.push(`${tableOf(index)}: unique index ${index.idxname} does not begin with ${KEY}`);
    }
    return wrong;
  },
};

export const workspaceColumn: SqlRule = {
  name: 'workspace-column',
  why: 'rule 1: workspace_id is text, not null and without COLLATE in every distributed table, which has a primary key',
  check(statement, { shared }) {
    const wrong: string[] = [];
    for (const create of all(statement, 'CreateStmt')) {
      const table = tableOf(create);
      if (shared.has(table) || isNode(create.partbound)) continue;
      const columns = listOf(create.tableElts).flatMap((each) => (isNode(each.ColumnDef) ? [each.ColumnDef] : []));
      const key = columns.find((column) => column.colname === KEY);
      if (!key) {
        wrong.push(`${table}: no ${KEY}; a table beyond workspaces is named in SHARED_TABLES`);
        continue;
      }
      const type = isNode(key.typeName) ? textOf(key.typeName.names).replace(/^pg_catalog\./, '') : '';
      if (type !== 'text') wrong.push(`${table}: ${KEY} is ${type}, not text`);
      if (key.collClause) wrong.push(`${table}: ${KEY} has a COLLATE`);
      const constraints = constraintsOf(statement);
      if (!constraints.some((each) => each.column === KEY && each.kind === 'CONSTR_NOTNULL')) {
        wrong.push(`${table}: ${KEY} may be null`);
      }
      if (!constraints.some((each) => each.kind === 'CONSTR_PRIMARY')) wrong.push(`${table}: no primary key`);
    }
    return wrong;
  },
};

export const namedConstraints: SqlRule = {
  name: 'named-constraints',
  why: 'rule 6: constraints are named, and a new column comes before its constraint',
  check(statement) {
    return constraintsOf(statement).flatMap((each) => {
      if (!NAMED.includes(each.kind)) return [];
      if (each.withNewColumn)
        return [`${each.table}.${each.column}: add the column first, its ${say(each.kind)} after`];
      return each.name ? [] : [`${each.table}: a ${say(each.kind)} constraint without a name`];
    });
  },
};

export const noSetNull: SqlRule = {
  name: 'no-set-null',
  why: 'rule 4: ON DELETE SET NULL would null the workspace',
  check(statement) {
    return constraintsOf(statement)
      .filter((each) => each.node.fk_del_action === 'n' || each.node.fk_upd_action === 'n')
      .map((each) => `${each.table}: ${each.name} sets null`);
  },
};

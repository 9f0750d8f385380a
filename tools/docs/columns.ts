import type { MigrationFile } from '../sql/migrations.ts';
import { all, isNode, type Node, statementsOf, word } from '../sql/tree.ts';

export interface TableColumns {
  readonly name: string;
  readonly owner: string;
  readonly columns: readonly string[];
}

const nameOf = (node: Node): string => (isNode(node.relation) ? word(node.relation.relname) : '');

/** Tables and their columns after all migrations, in the order in which they were made. */
export function columnsOf(migrations: readonly MigrationFile[]): readonly TableColumns[] {
  const found = new Map<string, { owner: string; columns: string[] }>();
  for (const { owner, statements } of migrations) {
    for (const tree of statements.flatMap(statementsOf)) {
      for (const create of all(tree, 'CreateStmt')) {
        if (isNode(create.partbound)) continue;
        found.set(nameOf(create), {
          owner,
          columns: all(create.tableElts, 'ColumnDef').map((column) => word(column.colname)),
        });
      }
      for (const alter of all(tree, 'AlterTableStmt')) {
        const columns = found.get(nameOf(alter))?.columns;
        for (const command of all(alter.cmds, 'AlterTableCmd')) {
          if (command.subtype === 'AT_AddColumn')
            columns?.push(...all(command.def, 'ColumnDef').map((each) => word(each.colname)));
          if (command.subtype === 'AT_DropColumn') columns?.splice(columns.indexOf(word(command.name)), 1);
        }
      }
      for (const drop of all(tree, 'DropStmt')) {
        if (drop.removeType !== 'OBJECT_TABLE') continue;
        for (const list of all(drop.objects, 'String')) found.delete(word(list.sval));
      }
    }
  }
  return [...found].map(([name, { owner, columns }]) => ({ name, owner, columns }));
}

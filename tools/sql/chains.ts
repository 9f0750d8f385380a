/** Reads Kysely's method chains: which tables they name and whether each says its workspace. */
import ts from 'typescript';
import type { Finding, Schema } from './finding.ts';
import { lineOf, visit } from './texts.ts';

const KEY = 'workspace_id';
const READS = [
  'selectFrom',
  'innerJoin',
  'leftJoin',
  'rightJoin',
  'fullJoin',
  'innerJoinLateral',
  'leftJoinLateral',
  'using',
  'from',
];
const WRITES = ['insertInto', 'updateTable', 'deleteFrom', 'replaceInto', 'mergeInto'];
const STARTS = ['selectFrom', 'updateTable', 'deleteFrom'];

export interface Touch {
  readonly table: string;
  readonly writes: boolean;
  readonly line: number;
}

interface Call {
  readonly method: string;
  readonly table: string;
  readonly node: ts.CallExpression;
}

function calls(source: ts.SourceFile): readonly Call[] {
  const found: Call[] = [];
  visit(source, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const method = node.expression.name.text;
    const first = node.arguments[0];
    if (![...READS, ...WRITES].includes(method) || !first || !ts.isStringLiteralLike(first)) return;
    found.push({ method, table: first.text.split(/\s+as\s+/i)[0]?.trim() ?? '', node });
  });
  return found;
}

/** The whole chain a call stands in: `db.selectFrom(...).where(...).execute()`. */
function chainOf(node: ts.CallExpression): ts.Node {
  let top: ts.Node = node;
  while (
    ts.isPropertyAccessExpression(top.parent) &&
    ts.isCallExpression(top.parent.parent) &&
    top.parent.parent.expression === top.parent
  ) {
    top = top.parent.parent;
  }
  return top;
}

export function touchesOf(source: ts.SourceFile): readonly Touch[] {
  return calls(source).map(({ method, table, node }) => ({
    table,
    writes: WRITES.includes(method),
    line: lineOf(source, node),
  }));
}

export function lintChains(source: ts.SourceFile, file: string, schema: Schema): readonly Finding[] {
  return calls(source).flatMap(({ method, table, node }) => {
    if (!schema.owners.has(table) || schema.shared.has(table)) return [];
    const text = STARTS.includes(method)
      ? chainOf(node).getText()
      : /Join/.test(method)
        ? node.getText().slice(node.expression.getText().length)
        : KEY;
    if (text.includes(KEY)) return [];
    const what = `${method}('${table}') without ${KEY} (rule 2: every query says it, every join repeats it)`;
    return [{ rule: 'workspace-in-every-query', where: `${file}:${lineOf(source, node)}`, what }];
  });
}

/** PostgreSQL's own parser, and the few ways of walking its trees that the SQL rules need. */
import { loadModule, parseSync } from 'libpg-query';

await loadModule();

/** A node as the parser gives it: `{ RangeVar: { relname: ... } }` or the inside of one. */
export type Node = Readonly<Record<string, unknown>>;

/** The statements of one text. Throws with the parser's message when it is not SQL. */
export function statementsOf(text: string): readonly Node[] {
  const answer = parseSync(text) as { stmts?: { stmt: Node }[] };
  return (answer.stmts ?? []).map(({ stmt }) => stmt);
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Calls `visit` for each tagged node (`FuncCall`, `RangeVar`, ...) from the outside in; `inside` lists the tags around it. */
export function walk(tree: unknown, visit: (tag: string, node: Node, inside: readonly string[]) => void): void {
  const step = (value: unknown, inside: readonly string[]): void => {
    if (Array.isArray(value)) {
      for (const each of value) step(each, inside);
      return;
    }
    if (!isNode(value)) return;
    for (const [key, child] of Object.entries(value)) {
      const tagged = /^[A-Z]/.test(key) && isNode(child);
      if (tagged) visit(key, child, inside);
      step(child, tagged ? [...inside, key] : /^[a-z]/.test(key) ? [...inside, key] : inside);
    }
  };
  step(tree, []);
}

export function all(tree: unknown, tag: string): readonly Node[] {
  const found: Node[] = [];
  walk(tree, (each, node) => {
    if (each === tag) found.push(node);
  });
  return found;
}

export function word(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Text of a `String` node or of a list of them, joined with dots. */
export function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join('.');
  if (!isNode(value)) return '';
  if (isNode(value.String)) return word(value.String.sval);
  if ('A_Star' in value) return '*';
  return '';
}

/** Name of the function called, without pg_catalog. */
export function functionName(call: Node): string {
  return textOf(call.funcname).replace(/^pg_catalog\./, '');
}

export function listOf(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

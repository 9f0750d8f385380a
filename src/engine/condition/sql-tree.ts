/**
 * A small SQL tree, pure data. Names of tables, columns and functions come from code; everything a user wrote is a `param`.
 * `kit/sql` renders it. Three-valued logic ends here: a condition in a positive place may be NULL (a WHERE drops it like false),
 * and `negate` turns NULL into true, so no leaf is ever "unknown".
 */
export type SqlType = 'text' | 'text[]' | 'int8' | 'numeric' | 'boolean' | 'date' | 'timestamptz' | 'jsonb';
export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';
export type SqlFunction = 'count' | 'sum' | 'max' | 'min' | 'coalesce' | 'round' | 'nullif' | 'substr' | 'greatest';

export type Expr =
  | { readonly is: 'column'; readonly of: string; readonly name: string }
  | { readonly is: 'param'; readonly value: unknown; readonly as: SqlType }
  | { readonly is: 'literal'; readonly value: boolean | number | null }
  | { readonly is: 'compare'; readonly op: Comparison; readonly left: Expr; readonly right: Expr }
  | { readonly is: 'all' | 'any'; readonly of: readonly Expr[] }
  | { readonly is: 'notTrue' | 'null' | 'notNull'; readonly of: Expr }
  | { readonly is: 'like'; readonly left: Expr; readonly pattern: string }
  | { readonly is: 'matches'; readonly left: Expr; readonly pattern: string }
  | { readonly is: 'oneOf'; readonly left: Expr; readonly values: readonly unknown[]; readonly as: SqlType }
  /** The customer of the outer row is (not) among the `customer_id`s of the query. */
  | { readonly is: 'member'; readonly not: boolean; readonly query: Query }
  | { readonly is: 'among'; readonly left: Expr; readonly query: Query }
  | { readonly is: 'call'; readonly fn: SqlFunction; readonly args: readonly Expr[] }
  /** The JSON value under `key` when it has this JSON type, else NULL. */
  | { readonly is: 'typed'; readonly of: Expr; readonly key: string; readonly type: 'string' | 'number' | 'boolean' }
  | { readonly is: 'collateC'; readonly of: Expr }
  | { readonly is: 'when'; readonly test: Expr; readonly then: Expr; readonly otherwise?: Expr }
  | { readonly is: 'scalar'; readonly query: Query }
  | { readonly is: 'millis'; readonly of: Expr }
  | { readonly is: 'dateText'; readonly of: Expr }
  | { readonly is: 'jsonArray'; readonly of: readonly Expr[] }
  | { readonly is: 'arrayOf'; readonly of: Expr };

export interface Query {
  readonly select: readonly { readonly expr: Expr; readonly as: string }[];
  readonly from: { readonly table: string; readonly as: string };
  readonly where: Expr;
  readonly groupBy?: readonly Expr[];
  readonly having?: Expr;
  /** Rows of these are added (UNION ALL). */
  readonly plus?: readonly Query[];
}

export const TRUE: Expr = { is: 'literal', value: true };
export const FALSE: Expr = { is: 'literal', value: false };

export const column = (of: string, name: string): Expr => ({ is: 'column', of, name });
export const param = (value: unknown, as: SqlType): Expr => ({ is: 'param', value, as });
export const compare = (left: Expr, op: Comparison, right: Expr): Expr => ({ is: 'compare', op, left, right });
export const call = (fn: SqlFunction, ...args: Expr[]): Expr => ({ is: 'call', fn, args });
export const member = (query: Query): Expr => ({ is: 'member', not: false, query });

export function all(...of: Expr[]): Expr {
  const kept = of.filter((each) => each !== TRUE);
  if (kept.includes(FALSE)) return FALSE;
  return kept.length === 0 ? TRUE : kept.length === 1 ? (kept[0] as Expr) : { is: 'all', of: kept };
}

export function any(...of: Expr[]): Expr {
  const kept = of.filter((each) => each !== FALSE);
  if (kept.includes(TRUE)) return TRUE;
  return kept.length === 0 ? FALSE : kept.length === 1 ? (kept[0] as Expr) : { is: 'any', of: kept };
}

/** True exactly where `expr` is not true. Pushed down to the leaves, so that set membership stays an anti-join. */
export function negate(expr: Expr): Expr {
  if (expr === TRUE) return FALSE;
  if (expr === FALSE) return TRUE;
  if (expr.is === 'member') return { ...expr, not: !expr.not };
  if (expr.is === 'null') return { is: 'notNull', of: expr.of };
  if (expr.is === 'notNull') return { is: 'null', of: expr.of };
  if (expr.is === 'all') return any(...expr.of.map(negate));
  if (expr.is === 'any') return all(...expr.of.map(negate));
  return { is: 'notTrue', of: expr };
}

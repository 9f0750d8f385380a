/** Renders the engine's small SQL tree as Kysely expressions. Values become parameters; names of tables and columns come from code. */
import { type RawBuilder, sql } from 'kysely';
import type { Expr, Query, SqlType } from '../../engine/condition/sql-tree.ts';

type Sql = RawBuilder<unknown>;

const CASTS: Readonly<Record<SqlType, Sql>> = {
  text: sql.raw('::text'),
  'text[]': sql.raw('::text[]'),
  int8: sql.raw('::int8'),
  numeric: sql.raw('::numeric'),
  boolean: sql.raw('::boolean'),
  date: sql.raw('::date'),
  timestamptz: sql.raw('::timestamptz'),
  jsonb: sql.raw('::jsonb'),
};
const ARRAYS: Readonly<Partial<Record<SqlType, Sql>>> = {
  text: sql.raw('::text[]'),
  numeric: sql.raw('::numeric[]'),
  int8: sql.raw('::int8[]'),
};

function value(given: unknown, as: SqlType): unknown {
  // Instants travel as milliseconds.
  return as === 'timestamptz' && typeof given === 'number' ? new Date(given) : given;
}

export function renderExpr(expr: Expr): Sql {
  switch (expr.is) {
    case 'column':
      return sql.ref(`${expr.of}.${expr.name}`);
    case 'param':
      return sql`${value(expr.value, expr.as)}${CASTS[expr.as]}`;
    case 'literal':
      return sql.raw(expr.value === null ? 'null' : String(expr.value));
    case 'compare':
      return sql`(${renderExpr(expr.left)} ${sql.raw(expr.op)} ${renderExpr(expr.right)})`;
    case 'all':
    case 'any':
      return sql`(${sql.join(expr.of.map(renderExpr), sql.raw(expr.is === 'all' ? ' and ' : ' or '))})`;
    case 'notTrue':
      return sql`((${renderExpr(expr.of)}) is not true)`;
    case 'null':
      return sql`((${renderExpr(expr.of)}) is null)`;
    case 'notNull':
      return sql`((${renderExpr(expr.of)}) is not null)`;
    case 'like':
      return sql`(${renderExpr(expr.left)} like ${expr.pattern}::text escape '\\')`;
    case 'matches':
      return sql`(${renderExpr(expr.left)} ~ ${expr.pattern}::text)`;
    case 'oneOf':
      return sql`(${renderExpr(expr.left)} = any(${[...expr.values]}${ARRAYS[expr.as] ?? sql.raw('::text[]')}))`;
    case 'member':
      return renderMember(expr.not, expr.query);
    case 'among':
      return sql`(${renderExpr(expr.left)} in (${renderQuery(expr.query)}))`;
    case 'call':
      return sql`${sql.raw(expr.fn)}(${sql.join(expr.args.map(renderExpr))})`;
    case 'typed':
      return renderTyped(expr.of, expr.key, expr.type);
    case 'collateC':
      return sql`((${renderExpr(expr.of)}) collate "C")`;
    case 'when':
      return expr.otherwise
        ? sql`(case when ${renderExpr(expr.test)} then ${renderExpr(expr.then)} else ${renderExpr(expr.otherwise)} end)`
        : sql`(case when ${renderExpr(expr.test)} then ${renderExpr(expr.then)} end)`;
    case 'scalar':
      return sql`(${renderQuery(expr.query)})`;
    case 'millis':
      return sql`(extract(epoch from ${renderExpr(expr.of)}) * 1000)::float8`;
    case 'dateText':
      // A date has no zone and ISO is its only form here, whatever the session's DateStyle.
      return sql`to_char(${renderExpr(expr.of)}, 'YYYY-MM-DD')`;
    case 'jsonArray':
      return sql`jsonb_build_array(${sql.join(expr.of.map(renderExpr))})`;
    case 'arrayOf':
      return sql`to_jsonb(array${renderExpr(expr.of)})`;
  }
}

/** NOT EXISTS is written as an anti-join on the outer customer, so that customers without rows are kept. */
function renderMember(not: boolean, query: Query): Sql {
  const inner = renderQuery(query);
  if (!not) return sql`(c.customer_id in (${inner}))`;
  return sql`(not exists (select 1 from (${inner}) absent where absent.customer_id = c.customer_id))`;
}

function renderTyped(of: Expr, key: string, type: 'string' | 'number' | 'boolean'): Sql {
  const json = sql`(${renderExpr(of)} -> ${key}::text)`;
  const text = sql`(${renderExpr(of)} ->> ${key}::text)`;
  const cast = type === 'string' ? sql`` : type === 'number' ? CASTS.numeric : CASTS.boolean;
  return sql`(case when jsonb_typeof${json} = ${sql.lit(type)} then ${text}${cast} end)`;
}

export function renderQuery(query: Query): Sql {
  const select = sql.join(query.select.map(({ expr, as }) => sql`${renderExpr(expr)} as ${sql.ref(as)}`));
  const parts = [
    sql`select ${select} from ${sql.table(query.from.table)} as ${sql.ref(query.from.as)} where ${renderExpr(query.where)}`,
    ...(query.groupBy ? [sql`group by ${sql.join(query.groupBy.map(renderExpr))}`] : []),
    ...(query.having ? [sql`having ${renderExpr(query.having)}`] : []),
    ...(query.plus ?? []).map((more) => sql`union all ${renderQuery(more)}`),
  ];
  return sql.join(parts, sql` `);
}

/** Measures as SQL over the rollup or the events. Every query repeats the workspace. */
import type { Catalogue } from '../catalogue.ts';
import type { SqlEnv } from '../kind.ts';
import { instantParam } from '../kinds/times.ts';
import { boundBefore } from '../span.ts';
import { all, call, column, compare, type Expr, negate, param, type Query, TRUE } from '../sql-tree.ts';
import { isRolledUp, type Measure } from './measure.ts';
import { whereLeaves } from './value.ts';

/** One row per customer (or, with `of`, the one customer of the outer row): the measure as `value`. */
export function measureQuery(
  catalogue: Catalogue,
  measure: Measure,
  env: SqlEnv,
  having?: (value: Expr) => Expr,
): Query {
  const { from, value, where } = partsOf(catalogue, measure, env);
  const customer = column(from.as, 'customer_id');
  return {
    select: [{ expr: customer, as: 'customer_id' }],
    from,
    where,
    groupBy: [customer],
    ...(having ? { having: having(value) } : {}),
  };
}

/** The measure of the customer of the outer row `c`; null without events. */
export function measureOfCustomer(catalogue: Catalogue, measure: Measure, env: SqlEnv): Expr {
  const { from, value, where } = partsOf(catalogue, measure, env);
  const own = compare(column(from.as, 'customer_id'), '=', column('c', 'customer_id'));
  return { is: 'scalar', query: { select: [{ expr: value, as: 'value' }], from, where: all(where, own) } };
}

function partsOf(
  catalogue: Catalogue,
  measure: Measure,
  env: SqlEnv,
): { from: Query['from']; value: Expr; where: Expr } {
  const rolled = isRolledUp(measure);
  const as = rolled ? 's' : 'e';
  const from = { table: rolled ? 'customer_event_stat' : 'event', as };
  const [only] = measure.events;
  const types: Expr =
    measure.events.length === 1
      ? compare(column(as, 'type'), '=', param(only, 'text'))
      : { is: 'oneOf', left: column(as, 'type'), values: measure.events, as: 'text' };
  const place = all(compare(column(as, 'workspace_id'), '=', param(env.workspace, 'text')), types);
  if (rolled) return { from, value: rolledValue(measure), where: place };
  const { window } = measure;
  const conditions = whereLeaves(catalogue, measure).map((leaf) => {
    const holds = leaf.kind.sql(leaf, env);
    return leaf.operator.negates === undefined ? holds : negate(holds);
  });
  const where = all(
    place,
    compare(column('e', 'occurred_at'), '<=', instantParam(env.at.now)),
    window ? compare(column('e', 'occurred_at'), '>=', instantParam(boundBefore(env.at, window))) : TRUE,
    ...conditions,
  );
  return { from, value: eventValue(measure), where };
}

function rolledValue({ of }: Measure): Expr {
  switch (of) {
    case 'count':
      return call('sum', column('s', 'n'));
    case 'sum':
      return call('sum', column('s', 'amount_sum'));
    case 'first':
      return call('min', column('s', 'first_at'));
    case 'last':
      return call('max', column('s', 'last_at'));
  }
}

function eventValue({ of, property }: Measure): Expr {
  switch (of) {
    case 'count':
      return call('count', column('e', 'event_id'));
    case 'sum': {
      const amount: Expr =
        property === undefined
          ? column('e', 'amount')
          : { is: 'typed', of: column('e', 'properties'), key: property, type: 'number' };
      return call('coalesce', call('sum', amount), param(0, 'numeric'));
    }
    case 'first':
      return call('min', column('e', 'occurred_at'));
    case 'last':
      return call('max', column('e', 'occurred_at'));
  }
}

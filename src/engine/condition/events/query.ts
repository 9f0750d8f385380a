/** Measures as SQL over the rollup or the events. Every query repeats the workspace. */
import type { Catalogue } from '../catalogue.ts';
import type { SqlEnv } from '../kind.ts';
import { instantParam } from '../kinds/times.ts';
import { MOVING } from '../operator.ts';
import { boundBefore } from '../span.ts';
import { all, call, column, compare, type Expr, negate, param, type Query, TRUE } from '../sql-tree.ts';
import { isRolledUp, type Measure } from './measure.ts';
import { whereLeaves } from './value.ts';

type Having = (value: Expr) => Expr;

/**
 * Customers with such events whose measure satisfies `having`: grouped, for millions, which is twice as fast as one correlated subquery per
 * customer. The rollup also counts events dated after now (a virtual clock may stand before them); customers who have some are counted from
 * their events instead. Normally nobody has, and the index on last_at says so at once.
 */
export function customersWith(catalogue: Catalogue, measure: Measure, env: SqlEnv, having: Having): Query {
  if (!isRolledUp(measure)) return grouped(eventRows(catalogue, measure, env, TRUE), having(eventValue(measure)));
  const until = instantParam(env.at.now);
  const several = measure.events.length > 1;
  const value = rolledValue(measure, several);
  if (measure.of === 'first') {
    // Later events do not move the first one.
    const begun = rolledRows(measure, env, compare(column('s', 'first_at'), '<=', until));
    return several ? grouped(begun, having(value)) : filtered(begun, having(value));
  }
  const ahead = rolledRows(measure, env, compare(column('s', 'last_at'), '>', until));
  const theirs: Expr = { is: 'among', left: column('e', 'customer_id'), query: ahead };
  const recounted = grouped(eventRows(catalogue, measure, env, theirs), having(eventValue(measure)));
  const rolled = several
    ? grouped(
        rolledRows(measure, env, TRUE),
        all(compare(call('max', column('s', 'last_at')), '<=', until), having(value)),
      )
    : filtered(rolledRows(measure, env, compare(column('s', 'last_at'), '<=', until)), having(value));
  return { ...rolled, plus: [recounted] };
}

/**
 * Customers with an event of the measure in [from, to], a `where` included: those that come into a window or leave it. Where the conditions on
 * the event move with the clock themselves, everybody who has such an event.
 */
export function customersBetween(catalogue: Catalogue, measure: Measure, env: SqlEnv, from: number, to: number): Query {
  const moving = measure.where.some((rule) => MOVING.has(rule.operator));
  if (moving) return eventRows(catalogue, { ...measure, window: undefined, where: [] }, env, TRUE);
  const occurred = column('e', 'occurred_at');
  const inside = all(compare(occurred, '>=', instantParam(from)), compare(occurred, '<=', instantParam(to)));
  return eventRows(catalogue, { ...measure, window: undefined }, env, inside);
}

/** The measure of the customer of the outer row `c`, for rows that are few; null (a sum or a count: zero) without events. */
export function measureOfCustomer(catalogue: Catalogue, measure: Measure, env: SqlEnv): Expr {
  const own = (as: string): Expr => compare(column(as, 'customer_id'), '=', column('c', 'customer_id'));
  const select = (expr: Expr) => [{ expr, as: 'value' }];
  const counted: Expr = {
    is: 'scalar',
    query: { ...eventRows(catalogue, measure, env, own('e')), select: select(eventValue(measure)) },
  };
  if (!isRolledUp(measure)) return counted;
  // Not COALESCE: whoever has no such event would then be looked for in every month's events as well.
  const value: Expr = {
    is: 'when',
    test: compare(call('max', column('s', 'last_at')), '>', instantParam(env.at.now)),
    then: counted,
    otherwise: rolledValue(measure, true),
  };
  return { is: 'scalar', query: { ...rolledRows(measure, env, own('s')), select: select(value) } };
}

const filtered = (query: Query, more: Expr): Query => ({ ...query, where: all(query.where, more) });

const grouped = (query: Query, having: Expr): Query => ({
  ...query,
  groupBy: [column(query.from.as, 'customer_id')],
  having,
});

function place(as: string, { events }: Measure, env: SqlEnv): Expr {
  const type = column(as, 'type');
  return all(
    compare(column(as, 'workspace_id'), '=', param(env.workspace, 'text')),
    events.length === 1
      ? compare(type, '=', param(events[0], 'text'))
      : { is: 'oneOf', left: type, values: events, as: 'text' },
  );
}

function rolledRows(measure: Measure, env: SqlEnv, more: Expr): Query {
  return {
    select: [{ expr: column('s', 'customer_id'), as: 'customer_id' }],
    from: { table: 'customer_event_stat', as: 's' },
    where: all(place('s', measure, env), more),
  };
}

function eventRows(catalogue: Catalogue, measure: Measure, env: SqlEnv, more: Expr): Query {
  const occurred = column('e', 'occurred_at');
  const { window } = measure;
  const conditions = whereLeaves(catalogue, measure).map((leaf) => {
    const holds = leaf.kind.sql(leaf, env);
    return leaf.operator.negates === undefined ? holds : negate(holds);
  });
  return {
    select: [{ expr: column('e', 'customer_id'), as: 'customer_id' }],
    from: { table: 'event', as: 'e' },
    where: all(
      place('e', measure, env),
      compare(occurred, '<=', instantParam(env.at.now)),
      window ? compare(occurred, '>=', instantParam(boundBefore(env.at, window))) : TRUE,
      more,
      ...conditions,
    ),
  };
}

const ROLLED = { count: 'n', sum: 'amount_sum', first: 'first_at', last: 'last_at' } as const;
const OVER_TYPES = { count: 'sum', sum: 'sum', first: 'min', last: 'max' } as const;

function rolledValue({ of }: Measure, over: boolean): Expr {
  const value = column('s', ROLLED[of]);
  return over ? call(OVER_TYPES[of], value) : value;
}

function eventValue({ of, property }: Measure): Expr {
  switch (of) {
    case 'count':
      return call('count', column('e', 'event_id'));
    case 'sum': {
      const zero = param(0, 'numeric');
      if (property === undefined) return call('coalesce', call('sum', column('e', 'amount')), zero);
      // Four decimals each, as the closures add them.
      const value: Expr = { is: 'typed', of: column('e', 'properties'), key: property, type: 'number' };
      return call('coalesce', call('sum', call('round', value, { is: 'literal', value: 4 })), zero);
    }
    case 'first':
      return call('min', column('e', 'occurred_at'));
    case 'last':
      return call('max', column('e', 'occurred_at'));
  }
}

import type { Field } from '../catalogue.ts';
import type { EventFact, Facts } from '../facts.ts';
import { all, column, compare, type Expr } from '../sql-tree.ts';

export type JsonType = 'string' | 'number' | 'boolean';

/** In a column of its own type, not as a value in JSON. */
export function isStored({ source }: Field): boolean {
  return source.from === 'column' || source.from === 'row';
}

/** The left side of a scalar field as SQL: a column of customer `c` or of event `e`, or a JSON value of the right type. */
export function sourceSql(field: Field, json: JsonType): Expr {
  const { source } = field;
  switch (source.from) {
    case 'column':
      return column('c', source.column);
    case 'attribute':
      return { is: 'typed', of: column('c', 'attributes'), key: source.key, type: json };
    case 'property':
      return { is: 'typed', of: column('e', 'properties'), key: source.key, type: json };
    case 'amount':
      return column('e', 'amount');
    case 'row':
      return {
        is: 'scalar',
        query: {
          select: [{ expr: column('r', source.column), as: 'value' }],
          from: { table: source.table, as: 'r' },
          where: all(
            compare(column('r', 'workspace_id'), '=', column('c', 'workspace_id')),
            compare(column('r', 'customer_id'), '=', column('c', 'customer_id')),
          ),
        },
      };
    case 'kind':
      throw new Error(`field ${field.name} has no scalar source`);
  }
}

export function readCustomer(field: Field): (facts: Facts) => unknown {
  const { source } = field;
  // Copied out of the narrowed union: an inner loop runs through here.
  if (source.from === 'column') {
    const name = source.column;
    return (facts) => facts.customer[name] ?? null;
  }
  if (source.from === 'attribute') {
    const { key } = source;
    return (facts) => facts.attributes[key] ?? null;
  }
  if (source.from === 'row') {
    const { name } = field;
    return (facts) => facts.more?.[name] ?? null;
  }
  throw new Error(`field ${field.name} is not of the customer`);
}

export function readEvent(field: Field): (event: EventFact) => unknown {
  const { source } = field;
  if (source.from === 'amount') return (event) => event.amount;
  if (source.from === 'property') return (event) => event.properties[source.key] ?? null;
  throw new Error(`field ${field.name} is not of an event`);
}

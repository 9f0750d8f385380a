import { dateText, dayAt, instant } from './calendar.ts';
import { branchOf } from './company.ts';
import type { Person, Span } from './people.ts';
import type { Contract, Happening, Order, PropertyValue } from './types.ts';

/** Running numbers of the whole company: the cashier's of each branch and day, and the contracts'. */
export interface Numbers {
  readonly next: (series: string) => number;
}

export function numbers(): Numbers {
  const counts = new Map<string, number>();
  return {
    next: (series) => {
      const n = (counts.get(series) ?? 0) + 1;
      counts.set(series, n);
      return n;
    },
  };
}

/** Collects what happens to one customer; whatever lies before she registered or outside the history is not written down. */
export interface Journal {
  readonly events: Happening[];
  readonly orders: Order[];
  readonly contracts: Contract[];
  readonly registeredAt: number;
  readonly note: (
    type: string,
    source: string,
    at: number,
    properties: Readonly<Record<string, PropertyValue>>,
  ) => void;
  readonly pay: (order: Omit<Order, 'customer' | 'externalId' | 'branch'>) => Order | null;
  readonly sign: (contract: Omit<Contract, 'customer' | 'externalId'>) => Contract;
}

export function openJournal(person: Person, registeredAt: number, span: Span, running: Numbers): Journal {
  const from = Math.max(registeredAt, instant(span.start, 0));
  const to = instant(span.until, 0);
  const events: Happening[] = [];
  const orders: Order[] = [];
  const contracts: Contract[] = [];
  const code = branchOf(person.branch).code;
  return {
    events,
    orders,
    contracts,
    registeredAt,
    note: (type, source, at, properties) => {
      if (at < from || at >= to) return;
      const externalId = `${person.externalId}-${events.length + 1}`;
      events.push({ customer: person.externalId, source, externalId, type, at, amount: null, properties });
    },
    pay: (order) => {
      if (order.at < from || order.at >= to) return null;
      const day = dateText(dayAt(order.at)).replaceAll('-', '');
      const externalId = `${code}${day}-${String(running.next(`${code}${day}`)).padStart(3, '0')}`;
      const written = { ...order, customer: person.externalId, externalId, branch: person.branch };
      orders.push(written);
      return written;
    },
    sign: (contract) => {
      const externalId = `${contract.kind === 'member_card' ? 'HY' : 'ZJ'}-${code}-${String(running.next(contract.kind)).padStart(4, '0')}`;
      const written = { ...contract, customer: person.externalId, externalId };
      contracts.push(written);
      return written;
    },
  };
}

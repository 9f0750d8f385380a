/** Measures from one customer's facts: the figure given, or computed from the list of events. */
import type { Catalogue } from '../catalogue.ts';
import type { EventFact, Facts } from '../facts.ts';
import { boundBefore, type Moment, perMoment } from '../span.ts';
import { numberOfUnits, unitsOf } from './decimal.ts';
import { type Measure, measureKey } from './measure.ts';
import { eventHolds } from './value.ts';

type Holds = ((event: EventFact, at: Moment) => boolean) | null;
const NONE: readonly EventFact[] = [];

/** Loops over events without generators or intermediate lists: this is the inner loop of judging one customer. */
interface Fold {
  readonly start: number;
  add(sum: number, events: readonly EventFact[], since: number, at: Moment, holds: Holds): number;
  end(sum: number): number | null;
}

export function readMeasure(catalogue: Catalogue, measure: Measure): (facts: Facts, at: Moment) => number | null {
  const key = measureKey(measure);
  const { window } = measure;
  const since = window ? perMoment((at) => boundBefore(at, window)) : (_at: Moment): number => Number.NEGATIVE_INFINITY;
  const holds = measure.where.length > 0 ? eventHolds(catalogue, measure) : null;
  const fold = foldOf(measure);
  const [only = '', ...others] = measure.events;
  return (facts, at) => {
    if (facts.measures !== undefined) {
      const known = facts.measures.get(key);
      if (known !== undefined) return known;
    }
    const from = since(at);
    let sum = fold.add(fold.start, facts.events?.get(only) ?? NONE, from, at, holds);
    for (const type of others) sum = fold.add(sum, facts.events?.get(type) ?? NONE, from, at, holds);
    return fold.end(sum);
  };
}

function foldOf({ of, property }: Measure): Fold {
  if (of === 'count') return COUNT;
  if (of === 'sum') return sumOf(property);
  return of === 'last' ? LAST : FIRST;
}

const COUNT: Fold = {
  start: 0,
  add(count, events, since, at, holds) {
    let n = count;
    for (const event of events) {
      if (event.at <= at.now && event.at >= since && (holds === null || holds(event, at))) n++;
    }
    return n;
  },
  end: (count) => count,
};

function sumOf(property: string | undefined): Fold {
  return {
    start: 0,
    add(sum, events, since, at, holds) {
      let units = sum;
      for (const event of events) {
        if (event.at > at.now || event.at < since || (holds !== null && !holds(event, at))) continue;
        const value = property === undefined ? event.amount : event.properties[property];
        if (typeof value === 'number') units += unitsOf(value);
      }
      return units;
    },
    end: numberOfUnits,
  };
}

const LAST: Fold = {
  start: Number.NEGATIVE_INFINITY,
  add(found, events, since, at, holds) {
    let last = found;
    for (const event of events) {
      if (event.at > last && event.at <= at.now && event.at >= since && (holds === null || holds(event, at))) {
        last = event.at;
      }
    }
    return last;
  },
  end: (found) => (found === Number.NEGATIVE_INFINITY ? null : found),
};

const FIRST: Fold = {
  start: Number.POSITIVE_INFINITY,
  add(found, events, since, at, holds) {
    let first = found;
    for (const event of events) {
      if (event.at < first && event.at <= at.now && event.at >= since && (holds === null || holds(event, at))) {
        first = event.at;
      }
    }
    return first;
  },
  end: (found) => (found === Number.POSITIVE_INFINITY ? null : found),
};

/** The cases of `cases/*.json`: decisions as data, run through every evaluator. A rule may be written [field, operator, value]. */
import {
  type Catalogue,
  type CatalogueData,
  createCatalogue,
  type EventFact,
  type Facts,
  type Group,
  type Rule,
} from '../index.ts';
import catalogueData from '../cases/catalogue.json' with { type: 'json' };
import days from '../cases/days.json' with { type: 'json' };
import events from '../cases/events.json' with { type: 'json' };
import groups from '../cases/groups.json' with { type: 'json' };
import missing from '../cases/missing.json' with { type: 'json' };

type Short = readonly [string, string, unknown?];
interface ShortGroup {
  readonly combinator: string;
  readonly not?: boolean;
  readonly rules: readonly (Short | ShortGroup)[];
}
interface CaseFile {
  readonly about: string;
  readonly zone: string;
  readonly now: string;
  readonly customers: readonly {
    readonly id: string;
    readonly customer?: Readonly<Record<string, unknown>>;
    readonly attributes?: Readonly<Record<string, unknown>>;
    readonly tags?: readonly string[];
    readonly events?: Readonly<
      Record<string, readonly { at: string; amount: number | null; properties?: Record<string, unknown> }[]>
    >;
  }[];
  readonly cases: readonly { rule?: Short; condition?: ShortGroup; holds: readonly string[] }[];
}

export interface CaseCustomer {
  readonly id: string;
  readonly facts: Facts & { readonly events: ReadonlyMap<string, readonly EventFact[]> };
}

export interface Cases {
  readonly about: string;
  readonly catalogue: Catalogue;
  readonly zone: string;
  readonly now: number;
  readonly customers: readonly CaseCustomer[];
  readonly cases: readonly { readonly condition: Group; readonly holds: readonly string[] }[];
}

const isShort = (node: Short | ShortGroup): node is Short => Array.isArray(node);

function ruleOf([field, operator, value]: Short): Rule {
  if (typeof value !== 'object' || value === null || !('where' in value)) return { field, operator, value };
  return { field, operator, value: { ...value, where: (value.where as Short[]).map(ruleOf) } };
}

function groupOf({ combinator, not, rules }: ShortGroup): Group {
  return {
    combinator: combinator as Group['combinator'],
    ...(not === undefined ? {} : { not }),
    rules: rules.map((node) => (isShort(node) ? ruleOf(node) : groupOf(node))),
  };
}

export const caseCatalogue: Catalogue = createCatalogue(catalogueData as unknown as CatalogueData);

export function loadCases(): Cases[] {
  return ([days, events, groups, missing] as unknown as CaseFile[]).map((file) => ({
    about: file.about,
    catalogue: caseCatalogue,
    zone: file.zone,
    now: Date.parse(file.now),
    customers: file.customers.map(({ id, customer = {}, attributes = {}, tags = [], events: lists = {} }) => ({
      id,
      facts: {
        customer: {
          ...customer,
          created_at: Date.parse((customer['created_at'] as string | undefined) ?? '2026-01-01T00:00:00Z'),
        },
        attributes,
        tags: new Set(tags),
        events: new Map(
          Object.entries(lists).map(([type, list]) => [
            type,
            list.map(({ at, amount, properties = {} }) => ({ at: Date.parse(at), amount, properties })),
          ]),
        ),
      },
    })),
    cases: file.cases.map(({ rule, condition, holds }) => ({
      condition: rule ? { combinator: 'and', rules: [ruleOf(rule)] } : groupOf(condition as ShortGroup),
      holds,
    })),
  }));
}

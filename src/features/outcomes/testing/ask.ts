/** A workspace `main` that is asked through HTTP, and who entered its playbooks written as the draw would have written it. */
import { expect } from 'vitest';
import type { World } from '../../../kit/testing/world.ts';
import type { IndicatorRow } from '../contract.ts';

export const base = '/api/w/main';
export const words = (text: string) => ({ zh: text, en: text });

/** The playbook the tests ask about: by hand, of customers without a city. */
export const ASK = {
  key: 'ask',
  name: words('问一问'),
  description: words('问一问'),
  trigger: { kind: 'manual' },
  audience: { combinator: 'and', rules: [{ field: 'customer.city', operator: 'null' }] },
  goal: { event: 'purchase', name: words('购买') },
};

/** A form of the company's own with the question of recommendation. */
export const ALL = {
  key: 'all',
  title: words('都问'),
  questions: [{ kind: 'nps', id: 'tell', title: words('推荐吗'), metric: 'nps' }],
};

export interface Entry {
  readonly customer: string | undefined;
  readonly unit: string;
  readonly arm: 'treatment' | 'control';
  readonly at: string;
  readonly segment?: string;
}

/** `world` is asked for late: a test file makes it before its first test. */
export function asking(world: () => World) {
  const run = (text: string, values: unknown[] = []) => world().runtime.db.owner.query(text, values);
  return {
    run,
    /** The body of an answer that has to be 200. */
    async call(method: string, path: string, body?: unknown) {
      const answer = await world().call(method, `${base}${path}`, body);
      expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBe(200);
      return answer.body;
    },
    enter: (playbook: string, ...entries: readonly Entry[]) =>
      run(
        `insert into enrolment (workspace_id, subject, epoch, customer_id, unit, u, arm, segment, entered_at, rule_id, rule_version, because)
         select 'main', $1, 1, e.customer, e.unit, 0.5, e.arm, coalesce(e.segment, ''), e.at, 'r', 1, '{}'
         from jsonb_to_recordset($2::jsonb) as e(customer text, unit text, arm text, segment text, at timestamptz)`,
        [playbook, JSON.stringify(entries)],
      ),
  };
}

export function rowOf(
  of: { readonly indicators: readonly { readonly rows: readonly IndicatorRow[] }[] },
  key: string,
): IndicatorRow | undefined {
  return of.indicators.flatMap((one) => one.rows).find((row) => row.key === key);
}

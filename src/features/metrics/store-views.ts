import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

export interface MatrixRow {
  readonly playbook: string;
  readonly dimension: string;
  readonly score: number;
  readonly share: number;
  readonly n: number;
}

/** Answers to a metric by playbook, dimension, chance and score. */
export async function sumMatrix(
  tx: Tx,
  workspace: string,
  { metric, from, to }: { metric: string; from: string; to: string },
): Promise<MatrixRow[]> {
  const { rows } = await sql<MatrixRow>`
    select playbook, dimension, score::float8 as score, share::float8 as share, sum(n)::int as n from metric_count
    where workspace_id = ${workspace} and metric = ${metric} and month >= ${from} and month <= ${to}
    group by playbook, dimension, score, share having sum(n) <> 0 order by playbook, dimension, score, share`.execute(
    tx,
  );
  return rows;
}

export interface OptionRow {
  readonly playbook: string;
  readonly form: string;
  readonly question: string;
  /** null: how many answered at all. */
  readonly value: string | null;
  readonly n: number;
}

/** How many customers chose each option of these questions, each by her latest finished answer since then. */
export async function countOptions(
  tx: Tx,
  workspace: string,
  places: readonly { readonly playbook: string; readonly form: string; readonly question: string }[],
  since: Date,
): Promise<OptionRow[]> {
  if (places.length === 0) return [];
  const { rows } = await sql<OptionRow>`
    with latest as materialized (
      select distinct on (p.playbook, p.form, p.question, r.customer_id) p.playbook, p.form, p.question, r.customer_id,
        r.answers -> p.question as answer
      from json_to_recordset(${JSON.stringify(places)}::json) as p(playbook text, form text, question text)
      join response r on r.workspace_id = ${workspace} and r.playbook = p.playbook and r.form_key = p.form
      where r.completed_at >= ${since} and jsonb_typeof(r.answers -> p.question) in ('string', 'array')
      order by p.playbook, p.form, p.question, r.customer_id, r.completed_at desc, r.response_id desc
    )
    select playbook, form, question, null as value, count(*)::int as n from latest group by playbook, form, question
    union all
    select l.playbook, l.form, l.question, v.value, count(*)::int from latest l
    cross join lateral jsonb_array_elements_text(
      case jsonb_typeof(l.answer) when 'array' then l.answer else jsonb_build_array(l.answer) end) as v(value)
    group by l.playbook, l.form, l.question, v.value`.execute(tx);
  return rows;
}

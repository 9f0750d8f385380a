/** A metric where customers are asked; and what those who mean to come again plan. */
import { INTENT_ROLES, type IntentRole, type Question } from '../../engine/forms/form.ts';
import { wilson } from '../../engine/stats/index.ts';
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { type Figure, type Group, LEAST_ANSWERS } from './contract.ts';
import type { Plan, TouchpointRow } from './contract-views.ts';
import { decideFigure, pair, type SharedCount } from './decide.ts';
import { addMonths, figureOf } from './figures.ts';
import { listDimensions } from './store.ts';
import { listForms } from './store-own.ts';
import { countOptions, sumMatrix } from './store-views.ts';
import { touchpointsOf } from './touchpoints.ts';
import { monthOf, requireMetric, versionFor } from './versions.ts';

function rangeOf(ctx: Context, months: number): { from: string; to: string } {
  const to = monthOf(ctx, ctx.now);
  return { from: addMonths(to, 1 - months), to };
}

export async function touchpointTable(tx: Tx, ctx: Context, { metric, months }: { metric: string; months: number }) {
  const known = await requireMetric(tx, ctx, metric);
  const { from, to } = rangeOf(ctx, months);
  const { version, definition } = versionFor(ctx, known, to);
  const rows = await sumMatrix(tx, ctx.workspace.id, { metric, from, to });
  const names = new Map(
    (await listDimensions(tx, ctx.workspace.id))
      .filter((one) => one.metric === metric)
      .map((one) => [one.dimension, { zh: one.name_zh, en: one.name_en }]),
  );
  const keys = [...new Set(rows.map(({ dimension }) => dimension))].filter(Boolean).toSorted();
  const where = new Map((await touchpointsOf(tx, ctx)).map((one) => [one.playbook, one]));
  const figure = (some: readonly SharedCount[], rate: Figure['rate']): Figure => ({
    metric,
    version,
    ...decideFigure(definition, some),
    rate,
  });
  const cellsOf = (some: typeof rows): Group[] =>
    keys.flatMap((key) => {
      const own = some.filter(({ dimension }) => dimension === key);
      // Of a dimension one knows who answered it, not who was asked it.
      return own.length === 0 ? [] : [{ ...figure(own, null), key, name: names.get(key) ?? null }];
    });
  const listed: TouchpointRow[] = [];
  for (const playbook of new Set(rows.map((row) => row.playbook))) {
    const own = rows.filter((row) => row.playbook === playbook);
    const { figure: whole } = await figureOf(tx, ctx, { metric, playbook, from, to });
    const at = where.get(playbook);
    listed.push({
      playbook,
      name: at?.name ?? null,
      event: at?.event ?? null,
      eventName: at?.eventName ?? null,
      whole,
      cells: cellsOf(own),
    });
  }
  listed.sort((a, b) => b.whole.n - a.whole.n || a.playbook.localeCompare(b.playbook));
  return {
    from,
    to,
    dimensions: keys.map((key) => ({ key, name: names.get(key) ?? null })),
    all: cellsOf(rows),
    rows: listed,
  };
}

type Choice = Extract<Question, { readonly options: unknown }>;

/** Every question that has a role, in the newest version of its form; answers to all versions that ask it. */
export async function intentPlans(
  tx: Tx,
  ctx: Context,
  { months, playbook }: { months: number; playbook?: string | undefined },
) {
  const { from, to } = rangeOf(ctx, months);
  const days = zoneCalendar(ctx.workspace.zone);
  const since = new Date(days.startOfDate(`${from}-01`));
  const asked = new Map<string, { role: IntentRole; playbook: string; form: string; question: Choice }>();
  for (const form of await listForms(tx, ctx.workspace.id)) {
    if (playbook !== undefined && form.playbook !== playbook) continue;
    for (const question of form.definition.questions) {
      if (question.role === undefined || !('options' in question)) continue;
      const key = `${form.playbook}|${form.form_key}|${question.id}`;
      // Newest versions come first.
      if (!asked.has(key))
        asked.set(key, { role: question.role, playbook: form.playbook, form: form.form_key, question });
    }
  }
  const places = [...asked.values()];
  const counted = await countOptions(
    tx,
    ctx.workspace.id,
    places.map(({ playbook: of, form, question }) => ({ playbook: of, form, question: question.id })),
    since,
  );
  const plans = places.map(({ role, playbook: of, form, question }): Plan => {
    const own = counted.filter((row) => row.playbook === of && row.form === form && row.question === question.id);
    const n = own.find(({ value }) => value === null)?.n ?? 0;
    const enough = n >= LEAST_ANSWERS;
    const options = question.options.map(({ value, label }) => {
      const k = own.find((row) => row.value === value)?.n ?? 0;
      return { value, label, k, share: enough ? k / n : null, ci: enough ? pair(wilson({ n, k })) : null };
    });
    const lacking = Math.max(0, LEAST_ANSWERS - n);
    const many = question.kind === 'multiple';
    return { role, playbook: of, form, question: question.id, title: question.title, many, n, lacking, options };
  });
  plans.sort((a, b) => INTENT_ROLES.indexOf(a.role) - INTENT_ROLES.indexOf(b.role) || b.n - a.n);
  return { from, to, least: LEAST_ANSWERS, plans };
}

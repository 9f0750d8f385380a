/** What a definition would give, before it is saved. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { askingsOf } from './asked.ts';
import type { Figure } from './contract.ts';
import type { Askable, OwnPreview } from './contract-own.ts';
import type { OwnDefinition } from './contract-own-definition.ts';
import { rangeOf, type Source } from './decide-own.ts';
import { decideOwnFigure } from './decide-own-figure.ts';
import { requireSound } from './own.ts';
import { readerOf } from './own-read.ts';
import { distinctOf } from './store.ts';
import { listForms } from './store-own.ts';
import { recentResponses, tryPage } from './store-own-readings.ts';
import { touchpointsOf } from './touchpoints.ts';

const DAYS = 90;
/** More would make the screen wait; the newest are told to be looked at. */
const MOST = 20_000;

export async function previewOwn(tx: Tx, ctx: Context, definition: OwnDefinition): Promise<OwnPreview> {
  await requireSound(tx, ctx, definition);
  const reader = await readerOf(tx, ctx, definition);
  const from = new Date(ctx.now.getTime() - DAYS * 86_400_000);
  const ids = await recentResponses(tx, ctx.workspace.id, reader.sources, from, MOST);
  const askings = [...(await askingsOf(tx, ctx, ids)).values()];
  const { rows, leftOut } = await tryPage(tx, reader, ids, askings);
  const figureOf = (some: typeof rows): Figure => ({
    metric: 'preview',
    version: 0,
    ...decideOwnFigure(definition, some),
    rate: null,
  });
  const whole = rows.filter(({ dimension }) => dimension === '');
  const periods = [...new Set(whole.map(({ period }) => period))].toSorted();
  const dimensions = [...new Set(reader.sources.map(({ dimension }) => dimension))].filter((one) =>
    rows.some(({ dimension }) => one !== '' && dimension === one),
  );
  return {
    from: from.toISOString(),
    to: ctx.now.toISOString(),
    figure: figureOf(whole),
    points: periods.map((period) => ({ ...figureOf(whole.filter((row) => row.period === period)), period })),
    dimensions: dimensions.map((key) => ({
      ...figureOf(rows.filter(({ dimension }) => dimension === key)),
      key,
      name: reader.sources.find(({ dimension }) => dimension === key)?.title ?? null,
    })),
    responses: ids.length,
    leftOut,
    capped: ids.length === MOST,
    questions: newestOf(reader.sources).map((source) => ({
      playbook: source.playbook,
      form: source.form_key,
      question: source.question,
      row: source.row_id,
      title: source.title,
      stretched:
        source.kind === 'number' && (source.low !== definition.scale.low || source.high !== definition.scale.high),
    })),
  };
}

/** Of each place the newest version of its form. */
function newestOf(sources: readonly Source[]): Source[] {
  const found = new Map<string, Source>();
  for (const source of sources) {
    const key = [source.playbook, source.form_key, source.question, source.row_id].join('|');
    const there = found.get(key);
    if (!there || there.version < source.version) found.set(key, source);
  }
  return [...found.values()];
}

/** Questions of the newest version of each form that a metric can be bound to. */
export async function askable(tx: Tx, ctx: Context) {
  const newest = new Map<string, Awaited<ReturnType<typeof listForms>>[number]>();
  // Newest versions come first.
  for (const form of await listForms(tx, ctx.workspace.id)) {
    const key = `${form.playbook}|${form.form_key}`;
    if (!newest.has(key)) newest.set(key, form);
  }
  const questions = [...newest.values()].flatMap(({ playbook, form_key, definition }) =>
    definition.questions.flatMap((question): Askable[] => {
      const range = rangeOf(question);
      const options = 'options' in question ? question.options : [];
      if (!range && options.length === 0) return [];
      return [
        {
          playbook,
          form: form_key,
          formTitle: definition.title,
          question: question.id,
          title: question.title,
          kind: question.kind,
          low: range?.[0] ?? null,
          high: range?.[1] ?? null,
          rows: question.kind === 'stars' ? [...(question.rows ?? [])] : [],
          options: [...options],
        },
      ];
    }),
  );
  const { channels } = await distinctOf(tx, ctx.workspace.id);
  return { questions, touchpoints: [...(await touchpointsOf(tx, ctx))], channels };
}

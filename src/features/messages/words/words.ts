/** The words of attempts: templates found, variables asked for, texts rendered. */
import {
  compileTemplate,
  type Rendered,
  renderTemplate,
  type Segment,
  type Template,
  variablesOf,
} from '../../../engine/template/index.ts';
import type { Locale } from '../../../engine/words.ts';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { Content } from '../adapter.ts';
import type { Check } from '../contract-policy.ts';
import { type MessageTemplate, tracksLinks } from '../contract-definition.ts';
import { localesOf } from './locales.ts';
import { findTemplates } from '../store.ts';
import { wordsFor } from './templates.ts';
import type { Claimed } from '../sending/store-attempts.ts';
import { type Choices, type MessageVariable, messageVariable, type VariableEntry } from './variable.ts';
import { builtInVariables } from './variables.ts';

/** What is stored of the words: their pieces, so that it can be shown where each came from. */
export interface StoredContent {
  readonly subject?: readonly Segment[];
  readonly text: readonly Segment[];
  readonly choices?: Choices;
}

export interface Worded {
  readonly stored: StoredContent;
  readonly content: Content;
  /** Variables without a value or a fallback; such words are not sent. */
  readonly missing: readonly string[];
  /** What the variables had to say of asking her. */
  readonly gates: readonly Check[];
  /** Made from a template, not by a person. */
  readonly templated?: { readonly entry: VariableEntry; readonly tracks: boolean };
  /** The provider's template it names, with the values for it. */
  readonly template?: { readonly key: string; readonly values: Readonly<Record<string, string>> };
}

interface Texts {
  readonly subject: Template | null;
  readonly text: Template;
  /** Values of the provider's template. */
  readonly bound: { readonly key: string; readonly values: readonly (readonly [string, Template])[] } | null;
}

const partsOf = ({ subject, text, bound }: Texts): Template[] => [
  ...(subject ? [subject] : []),
  text,
  ...(bound?.values.map(([, template]) => template) ?? []),
];

/** Says of words what holds them back whatever their values will be; null: nothing. `text`: with something in the place of each variable. */
export type Fit = (attempt: Claimed, words: { readonly text: string; readonly named: string | null }) => Check | null;

/**
 * By delivery id; an attempt whose template has no words for its channel is left out. What does not fit asks for no values: a link is made for nobody.
 * `locale`: all in this language, whatever theirs are.
 */
export async function wordAttempts(
  tx: Tx,
  ctx: Context,
  claimed: readonly Claimed[],
  fit: Fit = () => null,
  locale?: Locale,
): Promise<ReadonlyMap<string, Worded>> {
  const written = claimed.flatMap(({ delivery_id: id, person_text: text }) =>
    text ? [[id, asWritten(text)] as const] : [],
  );
  const templated = claimed.filter((attempt) => attempt.person_text === null);
  const templates = await templatesOf(tx, ctx, templated);
  const hers = await localesFor(tx, ctx, templated);
  const localeOf: LocaleOf = (attempt) => locale ?? hers(attempt);
  const compiled = new Map<string, Texts | null>();
  const textsOf = (attempt: Claimed): Texts | null => {
    const key = `${refOf(attempt)}/${attempt.variant ?? ''}/${attempt.channel}/${localeOf(attempt)}`;
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const texts = compileFor(
      wordsFor(templates.get(refOf(attempt)), attempt.variant),
      attempt.channel,
      localeOf(attempt),
    );
    compiled.set(key, texts);
    return texts;
  };
  const unfit = new Map<string, Worded>();
  for (const attempt of templated) {
    const texts = textsOf(attempt);
    const check = texts && fit(attempt, { text: textIn(sampleOf(texts)), named: texts.bound?.key ?? null });
    if (texts && check) unfit.set(attempt.delivery_id, heldBack(sampleOf(texts), check));
  }
  const wanted = templated.filter(({ delivery_id: id }) => !unfit.has(id));
  const { values, gates, choices } = await valuesOf(tx, ctx, wanted, {
    textsOf,
    templates,
    localeOf,
    variables: ctx.runtime.slot(messageVariable),
  });
  const worded = new Map<string, Worded>([...written, ...unfit]);
  for (const attempt of wanted) {
    const texts = textsOf(attempt);
    if (!texts) continue;
    const template = templates.get(refOf(attempt));
    worded.set(attempt.delivery_id, {
      ...withChoices(wordsOf(texts, values.get(attempt.message_id) ?? {}), choices.get(attempt.message_id)),
      gates: gates.get(attempt.message_id) ?? [],
      templated: {
        entry: entryOf(attempt, template, localeOf(attempt)),
        tracks: template ? tracksLinks(template, attempt.channel) : false,
      },
    });
  }
  return worded;
}

/**
 * The words of attempts that nothing carries, to be looked at in the sandbox: what is known of the customer is filled in, and where a variable would make
 * something for her (a link) its example stands.
 */
export async function showAttempts(
  tx: Tx,
  ctx: Context,
  attempts: readonly Claimed[],
): Promise<ReadonlyMap<string, StoredContent>> {
  const templated = attempts.filter((each) => each.person_text === null);
  const templates = await templatesOf(tx, ctx, templated);
  const localeOf = await localesFor(tx, ctx, templated);
  const textsOf = (each: Claimed): Texts | null =>
    each.person_text
      ? null
      : compileFor(wordsFor(templates.get(refOf(each)), each.variant), each.channel, localeOf(each));
  const foreign = ctx.runtime.slot(messageVariable).filter((variable) => !builtInVariables.includes(variable));
  const examplesIn = (locale: Locale) =>
    Object.fromEntries(foreign.map(({ name, example }) => [name, example[locale]]));
  const examples = { zh: examplesIn('zh'), en: examplesIn('en') };
  const { values } = await valuesOf(tx, ctx, attempts, { textsOf, templates, localeOf, variables: builtInVariables });
  return new Map(
    attempts.flatMap((each) => {
      if (each.person_text) return [[each.delivery_id, asWritten(each.person_text).stored] as const];
      const texts = textsOf(each);
      const known = { ...examples[localeOf(each)], ...values.get(each.message_id) };
      return texts ? [[each.delivery_id, wordsOf(texts, known).stored] as const] : [];
    }),
  );
}

/** The words with the names of their variables. */
const sampleOf = ({ text }: Texts): Segment[] =>
  text.parts.map((part) => (typeof part === 'string' ? { text: part } : { text: `〈${part.path}〉`, path: part.path }));

const textIn = (segments: readonly Segment[]): string => segments.map(({ text }) => text).join('');

const heldBack = (text: readonly Segment[], check: Check): Worded => ({
  stored: { text },
  content: { text: textIn(text) },
  missing: [],
  gates: [check],
});

/** A person's words are said as they are: braces in them are braces. */
function asWritten({ subject, text, choices }: NonNullable<Claimed['person_text']>): Worded {
  return withChoices(
    {
      stored: { ...(subject === undefined ? {} : { subject: [{ text: subject }] }), text: [{ text }] },
      content: { ...(subject === undefined ? {} : { subject }), text },
      missing: [],
      gates: [],
    },
    choices,
  );
}

function withChoices<W extends Pick<Worded, 'stored' | 'content'>>(words: W, choices: Choices | undefined): W {
  if (!choices) return words;
  return { ...words, stored: { ...words.stored, choices }, content: { ...words.content, choices } };
}

function wordsOf(texts: Texts, values: Readonly<Record<string, string>>): Omit<Worded, 'gates'> {
  const text = renderTemplate(texts.text, values);
  const subject: Rendered | null = texts.subject ? renderTemplate(texts.subject, values) : null;
  const bound = (texts.bound?.values ?? []).map(
    ([name, template]) => [name, renderTemplate(template, values)] as const,
  );
  return {
    stored: { ...(subject ? { subject: subject.segments } : {}), text: text.segments },
    content: { ...(subject ? { subject: subject.text } : {}), text: text.text },
    missing: [...new Set([subject, text, ...bound.map(([, value]) => value)].flatMap((each) => each?.missing ?? []))],
    ...(texts.bound
      ? {
          template: {
            key: texts.bound.key,
            values: Object.fromEntries(bound.map(([name, value]) => [name, value.text])),
          },
        }
      : {}),
  };
}

function compileFor(
  channels: MessageTemplate['channels'] | undefined,
  channel: Claimed['channel'],
  locale: Locale,
): Texts | null {
  const words = channels?.[channel];
  if (!words) return null;
  return {
    subject: 'subject' in words ? compileTemplate(words.subject[locale]).template : null,
    text: compileTemplate(words.text[locale]).template,
    bound: 'template' in words && words.template ? boundOf(words.template) : null,
  };
}

const boundOf = ({ key, values }: { key: string; values: Readonly<Record<string, string>> }): Texts['bound'] => ({
  key,
  values: Object.entries(values).map(([name, text]) => [name, compileTemplate(text).template]),
});

const refOf = (attempt: Claimed): string => `${attempt.playbook}/${attempt.version}/${attempt.message_key}`;

async function templatesOf(
  tx: Tx,
  ctx: Context,
  claimed: readonly Claimed[],
): Promise<ReadonlyMap<string, MessageTemplate>> {
  const refs = new Map(
    claimed.map((each) => [refOf(each), { playbook: each.playbook, version: each.version, message: each.message_key }]),
  );
  const rows = await findTemplates(tx, ctx.workspace.id, [...refs.values()]);
  return new Map(rows.map((row) => [`${row.playbook}/${row.version}/${row.message_key}`, row.definition]));
}

/** Each variable is asked once, for those whose words use it. */
async function valuesOf(
  tx: Tx,
  ctx: Context,
  claimed: readonly Claimed[],
  {
    textsOf,
    templates,
    localeOf,
    variables,
  }: {
    readonly textsOf: (attempt: Claimed) => Texts | null;
    readonly localeOf: LocaleOf;
    readonly templates: ReadonlyMap<string, MessageTemplate>;
    readonly variables: readonly MessageVariable[];
  },
): Promise<{
  readonly values: ReadonlyMap<string, Record<string, string>>;
  readonly gates: ReadonlyMap<string, readonly Check[]>;
  readonly choices: ReadonlyMap<string, Choices>;
}> {
  const choices = new Map<string, Choices>();
  const gates = new Map<string, readonly Check[]>();
  const values = new Map<string, Record<string, string>>();
  const using = new Map<string, VariableEntry[]>();
  const gated = new Set(variables.flatMap(({ name, gate }) => (gate ? [name] : [])));
  const ungated: VariableEntry[] = [];
  for (const attempt of claimed) {
    const texts = textsOf(attempt);
    if (!texts) continue;
    const entry = entryOf(attempt, templates.get(refOf(attempt)), localeOf(attempt));
    const paths = new Set(partsOf(texts).flatMap((each) => variablesOf(each).map(({ path }) => path)));
    for (const path of paths) using.set(path, [...(using.get(path) ?? []), entry]);
    if (![...paths].some((path) => gated.has(path))) ungated.push(entry);
  }
  for (const variable of variables) {
    const entries = using.get(variable.name) ?? [];
    const asked = [...entries, ...ungated.filter((entry) => variable.implied?.(entry) ?? false)];
    if (asked.length === 0) continue;
    const judged = variable.gate ? await variable.gate(tx, ctx, asked) : new Map<string, readonly Check[]>();
    for (const [messageId, checks] of judged) gates.set(messageId, [...(gates.get(messageId) ?? []), ...checks]);
    const open = entries.filter(({ messageId }) => judged.get(messageId)?.every(({ ok }) => ok) ?? true);
    if (open.length === 0) continue;
    for (const [messageId, value] of await variable.resolve(tx, ctx, open)) {
      const known = values.get(messageId) ?? {};
      known[variable.name] = value;
      values.set(messageId, known);
    }
    for (const [messageId, each] of (await variable.choices?.(tx, ctx, open)) ?? []) choices.set(messageId, each);
  }
  return { values, gates, choices };
}

type LocaleOf = (attempt: Claimed) => Locale;

async function localesFor(tx: Tx, ctx: Context, attempts: readonly Claimed[]): Promise<LocaleOf> {
  const localeOf = await localesOf(
    tx,
    ctx,
    attempts.map((each) => each.customer_id),
  );
  return (attempt) => localeOf(attempt.customer_id);
}

function entryOf(attempt: Claimed, template: MessageTemplate | undefined, locale: Locale): VariableEntry {
  const { run_id: runId, token } = attempt;
  return {
    messageId: attempt.message_id,
    deliveryId: attempt.delivery_id,
    // Only a person's words go to somebody unknown, and they have no variables.
    customerId: attempt.customer_id ?? '',
    playbook: attempt.playbook,
    version: attempt.version,
    epoch: attempt.epoch,
    run: runId !== null && token !== null ? { runId, token } : null,
    message: attempt.message_key,
    form: template?.form ?? null,
    channel: attempt.channel,
    locale,
  };
}

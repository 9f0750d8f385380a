/**
 * Where a provider sends only what it has approved: the template of each text, and its values. It is the one the message names; else the approved
 * one that gives exactly this text. What has none is refused here, before the network, and the reason stands with the attempt.
 */
import { checkValues, fillSms, matchSms, variablesIn } from '../../../engine/sms/template.ts';
import type { Segment } from '../../../engine/template/index.ts';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { Carrier } from '../accounts/carriers.ts';
import type { Check } from '../contract-policy.ts';
import type { Claimed } from '../sending/store-attempts.ts';
import { type ChannelTemplateRow, listRows } from './store-channel-templates.ts';
import type { Fit, Worded } from './words.ts';

/** The registry as it is for one batch of attempts. */
export interface Binder {
  /** What can be said before any value is asked for. */
  readonly fit: Fit;
  bind(attempts: readonly Claimed[], worded: ReadonlyMap<string, Worded>): ReadonlyMap<string, Worded>;
}

export async function openBinder(
  tx: Tx,
  ctx: Context,
  carriers: ReadonlyMap<string, Carrier>,
  attempts: readonly Claimed[],
): Promise<Binder> {
  const asking = attempts.some(({ channel }) => carriers.get(channel)?.adapter.templates);
  const rows = asking ? await listRows(tx, ctx.workspace.id) : [];
  const knownBy = (channel: string) => {
    const adapter = carriers.get(channel)?.adapter;
    if (!adapter?.templates) return null;
    return { rows: rows.filter((row) => row.adapter === adapter.name), only: adapter.templates.only };
  };
  return {
    fit({ channel }, { text, named }) {
      const known = knownBy(channel);
      if (!known) return null;
      const { row, values } = choose(known.rows, text, named);
      if (row) return row.state === 'approved' ? null : contentCheck(stateOf(row));
      return known.only ? contentCheck(values) : null;
    },
    bind(all, worded) {
      const bound = new Map(worded);
      for (const { delivery_id: id, channel } of all) {
        const words = worded.get(id);
        const known = knownBy(channel);
        if (words && known && words.missing.length === 0 && words.gates.every(({ ok }) => ok))
          bound.set(id, bind(words, known.rows, known.only));
      }
      return bound;
    },
  };
}

interface Chosen {
  readonly row: ChannelTemplateRow | null;
  /** What goes into it; without a row, why there is none. */
  readonly values: Readonly<Record<string, string>>;
}

/** By its key where one is named; else the approved one before others that would give the text too. */
function choose(rows: readonly ChannelTemplateRow[], text: string, named: string | null): Chosen {
  if (named !== null) {
    const row = rows.find((each) => each.template_key === named) ?? null;
    return { row, values: row ? {} : { why: 'missing', template: named } };
  }
  const fitting = rows.flatMap((row) => {
    const values = matchSms(row.text, text);
    return values ? [{ row, values }] : [];
  });
  return fitting.find(({ row }) => row.state === 'approved') ?? fitting[0] ?? { row: null, values: { why: 'none' } };
}

const stateOf = ({ name, state }: ChannelTemplateRow): Check['values'] => ({ why: 'state', template: name, state });
const contentCheck = (values: Check['values']): Check => ({ rule: 'content', ok: false, values });

function bind(words: Worded, rows: readonly ChannelTemplateRow[], only: boolean): Worded {
  const { row, values } = choose(rows, words.content.text, words.template?.key ?? null);
  if (row) return withRow(words, row, words.template?.values ?? values);
  return only ? refused(words, values) : words;
}

function withRow(words: Worded, row: ChannelTemplateRow, values: Readonly<Record<string, string>>): Worded {
  if (row.state !== 'approved') return refused(words, stateOf(row));
  const flaw = checkValues({ text: row.text, linkMode: row.link_mode }, values);
  if (flaw) return refused(words, { why: flaw.flaw, template: row.name, variable: flaw.name });
  const params = Object.fromEntries(variablesIn(row.text).map((name) => [name, values[name] ?? '']));
  const template = { ref: row.ref, ...(row.sign ? { sign: row.sign } : {}), params };
  return {
    ...words,
    stored: { ...words.stored, text: segmentsOf(row.text, values) },
    content: { ...words.content, text: fillSms(row.text, values), template },
  };
}

/** What she gets, in pieces: what the platform knows, and what was put in. */
function segmentsOf(text: string, values: Readonly<Record<string, string>>): Segment[] {
  return text
    .split(/(\$\{[^}]*\})/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const name = /^\$\{([^}]*)\}$/.exec(piece)?.[1];
      return name === undefined ? { text: piece } : { text: values[name] ?? '', path: name };
    });
}

function refused(words: Worded, values: Check['values']): Worded {
  return { ...words, gates: [...words.gates, contentCheck(values)] };
}

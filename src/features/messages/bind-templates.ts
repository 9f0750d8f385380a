/**
 * Where a provider sends only what it has approved: the template of each text, and its values. It is the one the message names; else the approved
 * one that gives exactly this text. What has none is refused here, before the network, and the reason stands with the attempt.
 */
import { checkValues, fillSms, matchSms, variablesIn } from '../../engine/sms/template.ts';
import type { Segment } from '../../engine/template/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Carrier } from './carriers.ts';
import type { Check } from './contract-policy.ts';
import type { Claimed } from './store-attempts.ts';
import { type ChannelTemplateRow, listRows } from './store-channel-templates.ts';
import type { Worded } from './words.ts';

export async function bindTemplates(
  tx: Tx,
  ctx: Context,
  carriers: ReadonlyMap<string, Carrier>,
  attempts: readonly Claimed[],
  worded: ReadonlyMap<string, Worded>,
): Promise<ReadonlyMap<string, Worded>> {
  const asking = attempts.filter(({ channel }) => carriers.get(channel)?.adapter.templates);
  if (asking.length === 0) return worded;
  const rows = await listRows(tx, ctx.workspace.id);
  const bound = new Map(worded);
  for (const { delivery_id: id, channel } of asking) {
    const words = worded.get(id);
    const adapter = carriers.get(channel)?.adapter;
    if (words && adapter && words.missing.length === 0)
      bound.set(
        id,
        bind(
          words,
          rows.filter((row) => row.adapter === adapter.name),
          adapter.templates?.only ?? false,
        ),
      );
  }
  return bound;
}

function bind(words: Worded, rows: readonly ChannelTemplateRow[], only: boolean): Worded {
  const named = words.template && rows.find((row) => row.template_key === words.template?.key);
  if (words.template && named) return withRow(words, named, words.template.values);
  if (!only) return words;
  if (words.template) return refused(words, { why: 'missing', template: words.template.key });
  const fitting = rows.flatMap((row) => {
    const values = matchSms(row.text, words.content.text);
    return values ? [{ row, values }] : [];
  });
  const best = fitting.find(({ row }) => row.state === 'approved') ?? fitting[0];
  return best ? withRow(words, best.row, best.values) : refused(words, { why: 'none' });
}

function withRow(words: Worded, row: ChannelTemplateRow, values: Readonly<Record<string, string>>): Worded {
  if (row.state !== 'approved') return refused(words, { why: 'state', template: row.name, state: row.state });
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
  return { ...words, gates: [...words.gates, { rule: 'content', ok: false, values }] };
}

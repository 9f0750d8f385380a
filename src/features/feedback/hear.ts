/** What the room hears from upstream. */
import { on } from '../../kit/bus.ts';
import type { Context } from '../../kit/context.ts';
import { findForm, findResponses, responded, responseCorrected, toTexts } from '../forms/index.ts';
import { inboundReceived } from '../messages/index.ts';
import { answersAmong } from '../surveys/index.ts';
import { takeBack } from './take-back.ts';
import { type Said, understand } from './understand.ts';

const BATCH = 500;

async function textsOfResponses(ctx: Context, responseIds: readonly string[]): Promise<Said[]> {
  return ctx.tx(async (tx) => {
    const rows = await findResponses(tx, ctx, { responseIds, complete: true, limit: responseIds.length });
    const said: Said[] = [];
    for (const row of rows) {
      if (row.texts.trim() === '') continue;
      const form = await findForm(tx, ctx, { playbook: row.playbook, version: row.version, form: row.form_key });
      for (const { question, text } of form ? toTexts(form, row.answers) : []) {
        said.push({
          source: 'response',
          sourceId: row.response_id,
          question,
          customerId: row.customer_id,
          playbook: row.playbook,
          version: row.version,
          epoch: row.epoch,
          runId: row.run_id,
          via: row.via,
          channel: row.channel,
          text,
          at: row.completed_at ?? row.updated_at,
        });
      }
    }
    return said;
  });
}

export const hearResponses = on(responded, 'feedback.understand', {
  select: async (_tx, _ctx, { items }) => items.map(({ responseId }) => responseId),
  handle: async (ctx, responseIds: readonly string[]) => {
    for (let at = 0; at < responseIds.length; at += BATCH)
      await understand(ctx, await textsOfResponses(ctx, responseIds.slice(at, at + BATCH)));
  },
});

/** Words that were corrected are read anew; what was understood of the others stays, with what people said of it. */
export const hearCorrections = on(responseCorrected, 'feedback.correct', {
  select: async (_tx, _ctx, { items }) => items.map(({ responseId }) => responseId),
  handle: async (ctx, responseIds: readonly string[]) => {
    const said = await textsOfResponses(ctx, responseIds);
    await takeBack(ctx, responseIds, said);
    await understand(ctx, said);
  },
});

/** Replies in words: a digit answers a question, and who opts out has said enough. */
export const hearReplies = on(inboundReceived, 'feedback.understand', {
  select: async (tx, ctx, { items }) => {
    const said = items.filter(({ kind }) => kind === 'reply');
    // What answers an open question is understood with its form.
    const answers = said.length > 0 ? await answersAmong(tx, ctx, said) : new Set<string>();
    const replies = said.filter(({ inboundId }) => !answers.has(inboundId));
    return replies.length > 0 ? replies : null;
  },
  handle: (ctx, replies) =>
    understand(
      ctx,
      replies.map(
        ({ inboundId, customerId, channel, text, at, message }): Said => ({
          source: 'message',
          sourceId: inboundId,
          question: '',
          customerId,
          playbook: message?.playbook ?? null,
          version: message?.version ?? null,
          epoch: message?.epoch ?? null,
          runId: message?.run?.runId ?? null,
          via: 'message',
          channel,
          text,
          at: new Date(at),
        }),
      ),
    ),
});

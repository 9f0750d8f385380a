/** Tags and consents of a customer. */
import type { z } from 'zod';
import type { Context } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { audit } from '../access/index.ts';
import { isStorable } from '../events/index.ts';
import {
  type Consent,
  CONSENT_CHANNELS,
  PURPOSES,
  type recordConsent as recordConsentEndpoint,
  type withdrawConsents as withdrawConsentsEndpoint,
} from './contract.ts';
import { toConsent, toTag } from './present.ts';
import { requireCustomer } from './service.ts';
import { type ConsentRow, findLatest, findLedger, insertConsents } from './store-consents.ts';
import { deleteTag, findTags, insertTags } from './store-tags.ts';

type TagList = { tags: ReturnType<typeof toTag>[] };

function requireText(...texts: readonly (string | undefined)[]): void {
  if (texts.some((text) => text !== undefined && !isStorable(text)))
    throw new Problem('invalid_input', {}, [{ path: '', message: 'characters that cannot be stored' }]);
}

export function addTag(
  ctx: Context,
  id: string,
  input: { tag: string; reason?: string | undefined },
): Promise<TagList> {
  requireText(input.tag, input.reason);
  return ctx.tx(async (tx) => {
    await requireCustomer(tx, ctx, id);
    const { tag, reason = null } = input;
    const row = { customer_id: id, tag, reason, tagged_by: ctx.actor.name, tagged_at: ctx.now };
    const added = await insertTags(tx, ctx.workspace.id, [row]);
    if (added > 0)
      await audit(tx, ctx, { action: 'customer.tagged', entity: 'customer', entityId: id, detail: { tag, reason } });
    return { tags: (await findTags(tx, ctx.workspace.id, id)).map(toTag) };
  });
}

export function removeTag(ctx: Context, id: string, tag: string): Promise<TagList> {
  requireText(tag);
  return ctx.tx(async (tx) => {
    await requireCustomer(tx, ctx, id);
    const gone = await deleteTag(tx, ctx.workspace.id, id, tag);
    if (gone) await audit(tx, ctx, { action: 'customer.untagged', entity: 'customer', entityId: id, detail: { tag } });
    return { tags: (await findTags(tx, ctx.workspace.id, id)).map(toTag) };
  });
}

type ConsentInput = z.output<NonNullable<typeof recordConsentEndpoint.body>>;

export function recordConsent(ctx: Context, id: string, input: ConsentInput): Promise<{ consents: Consent[] }> {
  const { purpose, channels, granted, wording, wordingVersion, evidence, at } = input;
  requireText(wording, wordingVersion, evidence);
  const givenAt = at ? new Date(at) : ctx.now;
  if (givenAt > ctx.now)
    throw new Problem('invalid_input', {}, [{ path: 'at', field: 'at', message: 'in the future' }]);
  return ctx.tx(async (tx) => {
    await requireCustomer(tx, ctx, id);
    const rows = [...new Set(channels)].map((channel) => ({
      consent_id: newId('cns'),
      customer_id: id,
      purpose,
      channel,
      granted,
      wording: wording ?? null,
      evidence: evidence ?? null,
      recorded_by: ctx.actor.name,
      given_at: givenAt,
      wording_version: wordingVersion ?? null,
    }));
    await insertConsents(tx, ctx.workspace.id, rows);
    const action = granted ? 'consent.given' : 'consent.withdrawn';
    await audit(tx, ctx, { action, entity: 'customer', entityId: id, detail: { purpose, channels } });
    return { consents: (await findLatest(tx, ctx.workspace.id, id, ctx.now)).map(toConsent) };
  });
}

type Withdrawal = z.output<NonNullable<typeof withdrawConsentsEndpoint.body>>;

/** A line for every purpose and channel it is about, so that each channel's latest line says it. */
export function withdrawalRows(
  ctx: Context,
  customerId: string,
  what: Withdrawal,
  evidence: string | null,
): ConsentRow[] {
  const purposes = what.scope === 'purpose' ? [what.purpose] : PURPOSES;
  const channels = what.scope === 'channel' ? [what.channel] : CONSENT_CHANNELS;
  return purposes.flatMap((purpose) =>
    channels.map((channel) => ({
      consent_id: newId('cns'),
      customer_id: customerId,
      purpose,
      channel,
      granted: false,
      wording: null,
      evidence,
      recorded_by: ctx.actor.name,
      given_at: ctx.now,
      scope: what.scope,
    })),
  );
}

/** As easy as giving: one step, whatever it is about. */
export function withdrawConsents(ctx: Context, id: string, what: Withdrawal): Promise<{ consents: Consent[] }> {
  requireText(what.evidence);
  return ctx.tx(async (tx) => {
    await requireCustomer(tx, ctx, id);
    await insertConsents(tx, ctx.workspace.id, withdrawalRows(ctx, id, what, what.evidence ?? null));
    const { evidence: _evidence, ...detail } = what;
    await audit(tx, ctx, { action: 'consent.withdrawn', entity: 'customer', entityId: id, detail });
    return { consents: (await findLatest(tx, ctx.workspace.id, id, ctx.now)).map(toConsent) };
  });
}

export function listConsents(ctx: Context, id: string): Promise<{ items: Consent[] }> {
  return ctx.tx(async (tx) => {
    await requireCustomer(tx, ctx, id);
    return { items: (await findLedger(tx, ctx.workspace.id, id)).map(toConsent) };
  });
}

/** Addresses in messages become links of their own: one statement writes those of a whole batch. */
import { createHash } from 'node:crypto';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import { publicUrl } from '../../kit/public-url.ts';
import type { Finished, Outgoing, TextFinisher } from '../messages/index.ts';
import { baseOf, linkUrl, makeCode, pixelUrl } from './address.ts';
import { readTarget } from './contract-target.ts';
import { addressesIn, exchanged } from './decide-rewrite.ts';
import { settingsOf } from './settings.ts';
import * as store from './store.ts';

const DAY_MS = 86_400_000;
/** Nobody has read a mail by then; what has opened every address in it is a scanner. */
const HASTY_MS = 10_000;
/** A picture stands for no address. */
const PIXEL = 'pixel';

/** In a replay nobody touches anything, and its texts are the same each time. */
export const trackedLinks: TextFinisher = {
  finish: async (tx, ctx, batch) => (ctx.workspace.kind === 'scratch' ? new Map() : finish(tx, ctx, batch)),
};

interface Wanted {
  readonly each: Outgoing;
  readonly kind: 'click' | 'open';
  readonly target: string;
}

async function finish(tx: Tx, ctx: Context, batch: readonly Outgoing[]): Promise<ReadonlyMap<string, Finished>> {
  // Most service messages carry nothing that counts: they cost no look at the settings.
  if (!batch.some(({ tracks, channel }) => tracks || channel === 'email')) return new Map();
  const { domain, days, opens } = await settingsOf(tx, ctx);
  const own = [publicUrl(ctx.runtime), baseOf(ctx, domain)];
  const wanted = batch.flatMap((each): Wanted[] => [
    ...targetsOf(each, own).map((target) => ({ each, kind: 'click' as const, target })),
    ...(opens && each.channel === 'email' ? [{ each, kind: 'open' as const, target: PIXEL }] : []),
  ]);
  if (wanted.length === 0) return new Map();
  const expiresAt = new Date(ctx.now.getTime() + days * DAY_MS);
  const machinesUntil = new Date(Date.now() + HASTY_MS);
  const issuer = { home: ctx.runtime.home, workspace: ctx.workspace.id };
  const links = wanted.map(
    ({ each, kind, target }): store.NewLink => ({
      linkId: newId('slk'),
      code: makeCode(issuer),
      kind,
      target,
      targetKey: keyOf(target),
      customerId: each.customerId,
      messageId: each.messageId,
      deliveryId: each.deliveryId,
      channel: each.channel,
      playbook: each.playbook,
      version: each.version,
      epoch: each.epoch,
      runId: each.run?.runId ?? null,
      message: each.message,
      expiresAt,
      machinesUntil: each.earnest && each.channel === 'email' ? machinesUntil : null,
    }),
  );
  await store.insertLinks(tx, ctx.workspace.id, links, ctx.now);
  const codes = new Map(
    (await store.codesOfMessages(tx, ctx.workspace.id, [...new Set(links.map((link) => link.messageId))])).map(
      (row) => [`${row.message_id}/${row.channel}/${row.kind}/${row.target_key}`, row.code],
    ),
  );
  const codeOf = (each: Outgoing, kind: 'click' | 'open', target: string) =>
    codes.get(`${each.messageId}/${each.channel}/${kind}/${keyOf(target)}`);
  const asked = new Set(wanted.map(({ each }) => each));
  return new Map(
    [...asked].map((each) => {
      const short = (url: string): string | undefined => {
        const target = trackable(url, own);
        const code = target === null ? undefined : codeOf(each, 'click', target);
        return code && linkUrl(ctx, domain, code);
      };
      const pixel = codeOf(each, 'open', PIXEL);
      return [
        each.deliveryId,
        { ...rewritten(each, short), ...(pixel ? { pixel: pixelUrl(ctx, domain, pixel) } : {}) },
      ];
    }),
  );
}

const keyOf = (target: string): string => createHash('sha256').update(target).digest('base64url').slice(0, 22);

function targetsOf(each: Outgoing, own: readonly string[]): string[] {
  if (!each.tracks) return [];
  const found = [
    ...addressesIn(each.text, each.fixed),
    ...Object.values(each.values).flatMap((value) => addressesIn([{ text: value }], false)),
  ];
  return [...new Set(found.flatMap((url) => trackable(url, own) ?? []))];
}

/** The way out leads out at once and for ever, and a short link leads to no other. */
const LEFT = /^\/(u|l|c|hf)(\/|\?|$)/;

function trackable(url: string, own: readonly string[]): string | null {
  const target = readTarget(url);
  if (target === null) return null;
  const isLeft = own.some((base) => target.startsWith(base) && LEFT.test(target.slice(base.length)));
  return isLeft ? null : target;
}

function rewritten(each: Outgoing, short: (url: string) => string | undefined): Finished {
  if (!each.tracks) return { text: each.text, values: each.values };
  const values = Object.entries(each.values).map(([name, value]): [string, string] => [
    name,
    exchanged([{ text: value }], false, short)
      .map((piece) => piece.text)
      .join(''),
  ]);
  return { text: exchanged(each.text, each.fixed, short), values: Object.fromEntries(values) };
}

/** The contact policy over a batch: what is known of each is read in one go, then each is decided. */
import { zoneCalendar } from '../../../kit/calendar-zone.ts';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { loadWorkCalendar } from '../../calendar/index.ts';
import { findLatestConsents } from '../../customers/index.ts';
import { addressOf } from '../accounts/addresses.ts';
import { blockedOf, blockHashes, hashesOf } from './block-hash.ts';
import { type Carrier, isAbsent, isSandbox } from '../accounts/carriers.ts';
import type { ChannelKind } from '../contract-definition.ts';
import type { ContactPolicy, Decision } from '../contract-policy.ts';
import { type Asked, type Blocked, type ConsentLine, decideContact, type Gate, gateOf } from '../decide-policy.ts';
import { zonesOf } from '../decide-zone.ts';
import { groupBy } from '../groups/group.ts';
import type { Persons } from './persons.ts';
import { policyOf } from './policy.ts';
import { findBlocks, hasBlocks } from './store-blocks.ts';
import { findWritten, type Written } from '../inbound/store-inbound.ts';
import { findRefusing } from '../inbound/store-texts.ts';
import { findTold, type Told } from './store-told.ts';

/** One thing that somebody might be told. */
export interface Candidate {
  readonly messageId: string;
  /** Null: somebody unknown at the address. */
  readonly customerId: string | null;
  /** Where it goes when that is not for the customer's record to say. */
  readonly to: string | null;
  /** When she wrote what it answers. */
  readonly answers: number | null;
  readonly channel: ChannelKind;
  readonly purpose: 'service' | 'marketing';
  readonly survey: boolean;
  readonly createdAt: number;
}

export interface Judged {
  readonly decision: Decision;
  readonly address: string | null;
  readonly zones: readonly string[] | null;
  /** What the person was told of late. */
  readonly told: readonly Told[];
}

export interface OpenGate extends Gate {
  judge(candidate: Candidate): Judged;
}

const DAY_MS = 86_400_000;

/** Who decides to send holds the persons before this is called, so that nobody counts below the same cap at once. */
export async function openGate(
  tx: Tx,
  ctx: Context,
  persons: Persons,
  candidates: readonly Candidate[],
  carriers: ReadonlyMap<string, Carrier>,
): Promise<OpenGate> {
  const policy = await policyOf(tx, ctx);
  const gate = gateOf(policy, ctx.now.getTime(), await clocksOf(tx, ctx, policy));
  const ids = [...persons.people.keys()];
  const told = await toldTo(tx, ctx, persons, policy);
  const consents = groupBy(await findLatestConsents(tx, ctx.workspace.id, ids, ctx.now), (row) => row.customer_id);
  const refusing = await strangersOut(tx, ctx, candidates);
  const reachedAt = ({ customerId, channel, to }: Candidate): string | null => {
    const carrier = carriers.get(channel);
    const person = persons.people.get(customerId ?? '');
    return to ?? (carrier ? addressOf(person, { needs: carrier.adapter.needs, sandbox: isSandbox(carrier) }) : null);
  };
  const blocked = await blocksOf(tx, ctx, persons, candidates);
  const windowOf = await windowsOf(tx, ctx, candidates, reachedAt, carriers);
  const home = ctx.workspace.zone;
  const judge = (each: Candidate): Judged => {
    const { channel } = each;
    const customerId = each.customerId ?? '';
    const carrier = carriers.get(channel);
    const address = reachedAt(each);
    const person = persons.people.get(customerId);
    const zones = person ? zonesOf(person, home, isZone) : null;
    const contacts = told(customerId);
    const decision = decideContact(gate, {
      ...each,
      carried: carrier !== undefined && !isAbsent(carrier),
      address,
      needs: carrier?.adapter.needs ?? 'phone',
      window: windowOf(channel, address),
      consents: consents.get(customerId)?.map(lineOf) ?? refusing(each),
      blocked: blocked(each),
      assumeConsent: ctx.workspace.assumeConsent,
      contacts,
      zones,
      now: gate.now,
    });
    return { decision, address, zones, told: contacts };
  };
  return { ...gate, judge };
}

/** Of somebody unknown no ledger is kept; that she wanted no more was her last word. */
async function strangersOut(
  tx: Tx,
  ctx: Context,
  candidates: readonly Candidate[],
): Promise<(each: Candidate) => readonly ConsentLine[]> {
  const lines = new Map<string, ConsentLine>();
  const strangers = candidates.filter((each) => each.customerId === null && each.to !== null);
  for (const channel of new Set(strangers.map((each) => each.channel))) {
    const addresses = strangers.flatMap((each) => (each.channel === channel ? [each.to ?? ''] : []));
    for (const [address, { at, text }] of await findRefusing(tx, ctx.workspace.id, channel, addresses))
      lines.set(`${channel}/${address}`, {
        purpose: 'service',
        channel,
        granted: false,
        at: at.toISOString(),
        evidence: text.slice(0, 80),
      });
  }
  return (each) => {
    const line = lines.get(`${each.channel}/${each.to}`);
    return line ? [line] : [];
  };
}

/** Zones known to exist, and those known not to. */
const zones = new Map<string, boolean>();

function isZone(zone: string): boolean {
  const known = zones.get(zone);
  if (known !== undefined) return known;
  let is = true;
  try {
    zoneCalendar(zone);
  } catch {
    is = false;
  }
  if (zones.size < 2000) zones.set(zone, is);
  return is;
}

async function clocksOf(tx: Tx, ctx: Context, policy: ContactPolicy) {
  const home = zoneCalendar(ctx.workspace.zone);
  const every = Object.values(policy.days).every((rule) => rule === 'every');
  const calendar = every ? null : await loadWorkCalendar(tx, ctx, ctx.now);
  return {
    home,
    of: zoneCalendar,
    isOpen: (rule: 'noHolidays' | 'working', date: string): boolean => {
      const kind = calendar?.dayOf(date).kind;
      return rule === 'working' ? kind === 'working' || kind === 'makeUp' : kind !== 'holiday';
    },
  };
}

const NOBODY: readonly Told[] = [];

/** By customer: what any of the person's records was told, as far back as something in the policy asks. */
async function toldTo(
  tx: Tx,
  ctx: Context,
  persons: Persons,
  policy: ContactPolicy,
): Promise<(id: string) => readonly Told[]> {
  const gap = Math.max(0, ...Object.values(policy.gaps)) / 1440;
  const days = Math.max(policy.duplicateHours / 24, gap, ...policy.caps.map((cap) => cap.days));
  const from = new Date(ctx.now.getTime() - (days + 1) * DAY_MS);
  const rows = await findTold(tx, ctx.workspace.id, persons.everybody, from);
  const byPerson = groupBy(rows, (row) => persons.keyOf(row.customerId));
  return (id) => byPerson.get(persons.keyOf(id)) ?? NOBODY;
}

async function blocksOf(
  tx: Tx,
  ctx: Context,
  persons: Persons,
  candidates: readonly Candidate[],
): Promise<(each: Candidate) => Blocked | undefined> {
  if (!(await hasBlocks(tx, ctx.workspace.id))) return () => undefined;
  const hash = blockHashes(ctx);
  const hashes = new Map([...persons.people].map(([id, person]) => [id, hashesOf(hash, person)]));
  for (const { to } of candidates) if (to !== null) hashes.set(to, [hash('phone', to), hash('email', to)]);
  const all = [...hashes.values()].flat();
  const found = new Map((await findBlocks(tx, ctx.workspace.id, all, ctx.now)).map((row) => [row.hash, row]));
  if (found.size === 0) return () => undefined;
  return ({ customerId, to }) =>
    blockedOf(found, [...(hashes.get(customerId ?? '') ?? []), ...(hashes.get(to ?? '') ?? [])]);
}

/** Of channels on which only an answer may be sent: what is known of each address. */
async function windowsOf(
  tx: Tx,
  ctx: Context,
  candidates: readonly Candidate[],
  addressOfEach: (each: Candidate) => string | null,
  carriers: ReadonlyMap<string, Carrier>,
): Promise<(channel: ChannelKind, address: string | null) => Asked['window']> {
  const known = new Map<ChannelKind, ReadonlyMap<string, Written>>();
  for (const channel of new Set(candidates.map((each) => each.channel))) {
    const window = carriers.get(channel)?.adapter.window;
    if (!window) continue;
    const addresses = candidates.flatMap((each) => (each.channel === channel ? (addressOfEach(each) ?? []) : []));
    const from = new Date(ctx.now.getTime() - 2 * window.ms);
    known.set(channel, await findWritten(tx, ctx.workspace.id, { channel, addresses, from }));
  }
  return (channel, address) => {
    const window = carriers.get(channel)?.adapter.window;
    if (!window) return undefined;
    const written = known.get(channel)?.get(address ?? '');
    return { ...window, at: written?.at.getTime() ?? null, n: written?.n ?? 0 };
  };
}

function lineOf(row: {
  purpose: 'service' | 'marketing';
  channel: string;
  granted: boolean;
  given_at: Date;
  evidence: string | null;
}): ConsentLine {
  const { purpose, channel, granted, evidence } = row;
  return { purpose, channel, granted, at: row.given_at.toISOString(), evidence };
}

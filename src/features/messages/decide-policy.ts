/** The gate before each attempt: may this customer be told this, on this channel, now? Pure; every rule leaves what it saw. */
import type { AddressKind } from '../customers/contract.ts';
import type { ChannelKind } from './contract-definition.ts';
import type { Cap, Check, ContactPolicy, Decision } from './contract-policy.ts';
import { appliesTo, capState, type Contact, firstOf, gapUntil } from './decide-frequency.ts';
import type { LocalTime } from './decide-hours.ts';
import { type Clocks, type Hours, hoursOf } from './decide-open.ts';

/** The latest line of the ledger for a purpose and channel. */
export interface ConsentLine {
  readonly purpose: 'service' | 'marketing';
  readonly channel: string;
  readonly granted: boolean;
  readonly at: string;
  readonly evidence: string | null;
}

/** She, her number or her mailbox stands on the list of those who are not contacted. */
export interface Blocked {
  readonly kind: 'phone' | 'email' | 'customer';
  readonly reason: string;
  readonly until: string | null;
}

export interface Asked {
  readonly messageId: string;
  readonly channel: ChannelKind;
  readonly purpose: 'service' | 'marketing';
  /** Something carries the channel. */
  readonly carried: boolean;
  /** Where to; null when she has none. */
  readonly address: string | null;
  readonly needs: AddressKind;
  /** On a channel where only an answer may be sent: when she last wrote, and how many were sent since. */
  readonly window?:
    | { readonly ms: number; readonly most: number; readonly at: number | null; readonly n: number }
    | undefined;
  readonly consents: readonly ConsentLine[];
  readonly blocked?: Blocked | undefined;
  /** Replays may treat everybody as having consented. */
  readonly assumeConsent: boolean;
  /** Of the person, by whatever of her records. */
  readonly contacts: readonly Contact[];
  /** When she wrote what this answers: she waits for it, so it is neither capped nor put off. */
  readonly answers?: number | null | undefined;
  /** It asks her to fill in a form. */
  readonly survey?: boolean | undefined;
  /** Where her clock is not the workspace's. */
  readonly zones?: readonly string[] | null | undefined;
  readonly createdAt: number;
  readonly now: number;
}

/** What holds for every customer at one moment, made once for a batch. */
export interface Gate {
  readonly policy: ContactPolicy;
  readonly local: LocalTime;
  readonly hours: Hours;
  readonly now: number;
  /** From when on each cap counts. */
  readonly firsts: ReadonlyMap<Cap, number>;
}

export function gateOf(policy: ContactPolicy, now: number, clocks: Clocks): Gate {
  const firsts = new Map(policy.caps.map((cap) => [cap, firstOf(cap, now, clocks.home)]));
  return { policy, local: clocks.home, hours: hoursOf(policy, now, clocks), now, firsts };
}

export function decideContact(gate: Gate, asked: Asked): Decision {
  const checks: Check[] = [];
  if (!asked.carried) checks.push({ rule: 'channel', ok: false, values: { channel: asked.channel } });
  checks.push(checkOptOut(asked), checkConsent(asked), checkAddress(asked));
  if (asked.blocked) checks.push(checkBlocked(asked.blocked));
  if (asked.window) checks.push(checkWindow(asked.window, asked.now));
  if (typeof asked.answers === 'number') checks.push(checkAnswer(asked.answers));
  else {
    checks.push(...gate.hours.checks(asked.channel, asked.purpose, asked.zones ?? null));
    checks.push(...checkGap(gate, asked), ...checkFrequency(gate, asked));
  }
  return concluded(gate, asked, checks);
}

/** What the checks come to. Also for rules that are looked at later, when the words are known. */
export function concluded(
  gate: Gate,
  asked: Pick<Asked, 'channel' | 'purpose' | 'zones' | 'createdAt'>,
  checks: readonly Check[],
): Decision {
  const at = new Date(gate.now).toISOString();
  const refused = checks.find((check) => !check.ok && !check.until);
  if (refused) return { result: 'refuse', reason: refused.rule, until: null, at, checks: [...checks] };
  const waits = checks.filter((check) => check.until !== undefined && !check.ok);
  if (waits.length === 0) return { result: 'send', reason: null, until: null, at, checks: [...checks] };
  const free = Math.max(...waits.map((check) => Date.parse(check.until ?? at)));
  // The end of a cap is a midnight: it waits on for the hours that follow it.
  const until = gate.hours.next(asked.channel, asked.purpose, asked.zones ?? null, free) ?? free;
  const reason = STRONGEST.find((rule) => waits.some((check) => check.rule === rule)) ?? waits[0]?.rule ?? null;
  if (until - asked.createdAt > gate.policy.giveUpDays * 86_400_000) {
    const expired: Check = { rule: 'expired', ok: false, values: { days: gate.policy.giveUpDays } };
    return { result: 'refuse', reason: 'expired', until: null, at, checks: [...checks, expired] };
  }
  return { result: 'defer', reason, until: new Date(until).toISOString(), at, checks: [...checks] };
}

/** Of several that make it wait, the one to name. */
const STRONGEST = ['budget', 'frequency', 'gap', 'workday', 'hours'] as const;

const lineOf = ({ consents, purpose, channel }: Asked): ConsentLine | undefined =>
  consents.find((line) => line.purpose === purpose && line.channel === channel);

function checkOptOut(asked: Asked): Check {
  const line = lineOf(asked);
  const out = line !== undefined && !line.granted;
  const values = { channel: asked.channel, purpose: asked.purpose, at: out ? line.at : null };
  return { rule: 'optOut', ok: !out, values: { ...values, evidence: out ? line.evidence : null } };
}

/** A follow-up of the service itself needs no consent of its own (and stops when it is withdrawn); marketing needs one that was given. */
function checkConsent(asked: Asked): Check {
  const line = lineOf(asked);
  const basis = line?.granted
    ? 'granted'
    : asked.purpose === 'service'
      ? 'service'
      : asked.assumeConsent
        ? 'assumed'
        : 'none';
  const ok = basis !== 'none' && line?.granted !== false;
  const values = { channel: asked.channel, purpose: asked.purpose, basis };
  return {
    rule: 'consent',
    ok,
    values: { ...values, at: line?.granted ? line.at : null, evidence: line?.evidence ?? null },
  };
}

function checkAddress({ address, needs }: Asked): Check {
  return { rule: 'address', ok: address !== null, values: { needs } };
}

function checkBlocked({ kind, reason, until }: Blocked): Check {
  return { rule: 'blocked', ok: false, values: { kind, reason, at: until } };
}

/** Open while she wrote of late and some messages are left; what is sent now is counted in. */
function checkWindow({ ms, most, at, n }: NonNullable<Asked['window']>, now: number): Check {
  const ok = at !== null && now - at < ms && n < most;
  return { rule: 'window', ok, values: { at: at === null ? null : new Date(at).toISOString(), n: n + 1, most } };
}

/** So long after the last contact on the channel, whoever sent it: also the last try of the same. */
function checkGap({ policy }: Gate, { channel, contacts, now }: Asked): Check[] {
  const minutes = policy.gaps[channel];
  const until = gapUntil(minutes, channel, contacts, now);
  if (until === null) return [];
  return [{ rule: 'gap', ok: false, values: { channel, minutes: minutes ?? 0 }, until: new Date(until).toISOString() }];
}

function checkAnswer(answers: number): Check {
  return { rule: 'answer', ok: true, values: { at: new Date(answers).toISOString() } };
}

/** The caps that are full; when none is, the one nearest to it, so that a person sees how much is left. */
function checkFrequency({ policy, local, firsts }: Gate, asked: Asked): Check[] {
  const states = policy.caps
    .filter((cap) => appliesTo(cap, asked))
    .map((cap) => capState(cap, asked.contacts, asked, local, firsts.get(cap)));
  const full = states.filter((state) => state.until !== null);
  const shown = full.length > 0 ? full : states.sort((a, b) => a.cap.most - a.n - (b.cap.most - b.n)).slice(0, 1);
  return shown.map(({ cap, n, until }) => ({
    rule: 'frequency' as const,
    ok: until === null,
    values: {
      n: n + 1,
      most: cap.most,
      days: cap.days,
      channel: cap.channel,
      purpose: cap.purpose,
      ...(cap.what ? { what: cap.what } : {}),
    },
    ...(until === null ? {} : { until: new Date(until).toISOString() }),
  }));
}

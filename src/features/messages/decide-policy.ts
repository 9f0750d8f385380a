/** The gate before each attempt: may this customer be told this, on this channel, now? Pure; every rule leaves what it saw. */
import type { AddressKind } from '../customers/contract.ts';
import type { ChannelKind } from './contract-definition.ts';
import type { Check, ContactPolicy, Decision } from './contract-policy.ts';
import { appliesTo, capState, type Contact } from './decide-frequency.ts';
import { type LocalTime, nextOpen, openSpans } from './decide-hours.ts';

/** The latest line of the ledger for a purpose and channel. */
export interface ConsentLine {
  readonly purpose: 'service' | 'marketing';
  readonly channel: string;
  readonly granted: boolean;
  readonly at: string;
  readonly evidence: string | null;
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
  /** Replays may treat everybody as having consented. */
  readonly assumeConsent: boolean;
  readonly contacts: readonly Contact[];
  /** When she wrote what this answers: she waits for it, so it is neither capped nor put off. */
  readonly answers?: number | null | undefined;
  readonly createdAt: number;
  readonly now: number;
}

export function decideContact(policy: ContactPolicy, asked: Asked, local: LocalTime): Decision {
  const carried: Check[] = asked.carried ? [] : [{ rule: 'channel', ok: false, values: { channel: asked.channel } }];
  const consents = [...carried, checkOptOut(asked), checkConsent(asked), checkAddress(asked), ...checkWindow(asked)];
  const pace =
    typeof asked.answers === 'number'
      ? [checkAnswer(asked.answers)]
      : [checkHours(policy, asked, local), ...checkFrequency(policy, asked, local)];
  const checks = [...consents, ...pace];
  const at = new Date(asked.now).toISOString();
  const refused = checks.find((check) => !check.ok && !check.until);
  if (refused) return { result: 'refuse', reason: refused.rule, until: null, at, checks };
  const waits = checks.filter((check) => check.until !== undefined && !check.ok);
  if (waits.length === 0) return { result: 'send', reason: null, until: null, at, checks };
  const free = Math.max(...waits.map((check) => Date.parse(check.until ?? at)));
  // The end of a cap is a midnight: it waits on for the hours that follow it.
  const until = nextOpen(local, openSpans(policy, asked.channel, asked.purpose), free) ?? free;
  const reason = (waits.find((check) => check.rule === 'frequency') ?? waits[0])?.rule ?? null;
  if (until - asked.createdAt > policy.giveUpDays * 86_400_000) {
    const expired: Check = { rule: 'expired', ok: false, values: { days: policy.giveUpDays } };
    return { result: 'refuse', reason: 'expired', until: null, at, checks: [...checks, expired] };
  }
  return { result: 'defer', reason, until: new Date(until).toISOString(), at, checks };
}

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

/** Open while she wrote of late and some messages are left; what is sent now is counted in. */
function checkWindow({ window, now }: Asked): Check[] {
  if (!window) return [];
  const { ms, most, at, n } = window;
  const ok = at !== null && now - at < ms && n < most;
  return [{ rule: 'window', ok, values: { at: at === null ? null : new Date(at).toISOString(), n: n + 1, most } }];
}

function checkHours(policy: ContactPolicy, asked: Asked, local: LocalTime): Check {
  const spans = openSpans(policy, asked.channel, asked.purpose);
  const next = nextOpen(local, spans, asked.now);
  const values = { from: spans[0]?.from ?? null, to: spans.at(-1)?.to ?? null };
  if (next === null) return { rule: 'hours', ok: false, values };
  return next === asked.now
    ? { rule: 'hours', ok: true, values }
    : { rule: 'hours', ok: false, values, until: new Date(next).toISOString() };
}

function checkAnswer(answers: number): Check {
  return { rule: 'answer', ok: true, values: { at: new Date(answers).toISOString() } };
}

/** The caps that are full; when none is, the one nearest to it, so that a person sees how much is left. */
function checkFrequency(policy: ContactPolicy, asked: Asked, local: LocalTime): Check[] {
  const states = policy.caps
    .filter((cap) => appliesTo(cap, asked.channel, asked.purpose))
    .map((cap) => capState(cap, asked.contacts, asked, local));
  const full = states.filter((state) => state.until !== null);
  const shown = full.length > 0 ? full : states.sort((a, b) => a.cap.most - a.n - (b.cap.most - b.n)).slice(0, 1);
  return shown.map(({ cap, n, until }) => ({
    rule: 'frequency' as const,
    ok: until === null,
    values: { n: n + 1, most: cap.most, days: cap.days, channel: cap.channel, purpose: cap.purpose },
    ...(until === null ? {} : { until: new Date(until).toISOString() }),
  }));
}

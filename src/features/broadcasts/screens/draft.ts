/** What the editor holds, and the body it becomes. Pure. */
import { EMPTY as NO_CONDITION, type Group } from '../../../console/condition/condition.ts';
import type { Locale } from '../../../engine/words.ts';
import type { ChannelKind } from '../../messages/contract-definition.ts';
import type { Plan, PlanStep } from '../../messages/contract-plan.ts';
import type { Broadcast, BroadcastBody } from '../contract.ts';
import { instantOf, localOf } from '../../../console/lib/local-time.ts';

/** By language; '': not written. */
export type Texts = Readonly<Record<Locale, string>>;
export const LANGUAGES: readonly Locale[] = ['zh', 'en'];

/** Unless the writer says otherwise. */
const WAIT = { wait: { n: 4, unit: 'hour' }, until: 'delivered' } as const;

const NOTHING: Texts = { zh: '', en: '' };
/** In this language and not in the other. */
export const only = (locale: Locale, text: string): Texts => ({ ...NOTHING, [locale]: text });

export interface Step {
  readonly channel: ChannelKind;
  readonly subject: Texts;
  readonly text: Texts;
  /** What the plan says of it beside its channel. */
  readonly tried: Omit<PlanStep, 'channel'>;
  /** The approved SMS template it names. */
  readonly template: { readonly key: string; readonly values: Readonly<Record<string, string>> } | null;
}

export interface Held {
  readonly name: string;
  readonly purpose: 'service' | 'marketing';
  /** '': everybody, or who holds the condition. */
  readonly segment: string;
  /** Written for this once; null: none. */
  readonly condition: Group | null;
  readonly steps: readonly Step[];
  /** Each customer’s best channel first. */
  readonly preferred: boolean;
  readonly perMinute: number;
  readonly timed: boolean;
  /** Local time of the workspace, `2026-11-24T10:24`. */
  readonly at: string;
}

export const emptyStep = (channel: ChannelKind): Step => ({
  channel,
  subject: NOTHING,
  text: NOTHING,
  tried: {},
  template: null,
});

export { NO_CONDITION };

export const EMPTY: Held = {
  name: '',
  purpose: 'service',
  segment: '',
  condition: null,
  steps: [emptyStep('sms')],
  preferred: false,
  perMinute: 300,
  timed: false,
  at: '',
};

/** What is the same in both languages was written in one. */
export function heldOf(one: Broadcast, locale: Locale, zone: string): Held {
  const alike = Object.values(one.channels).every(({ text: { zh, en } }) => zh === en);
  const textsOf = (words: Partial<Texts>): Texts =>
    alike ? only(locale, words[locale] ?? '') : { ...NOTHING, ...words };
  return {
    name: one.name,
    purpose: one.purpose,
    segment: one.audience.segment ?? '',
    condition: one.audience.segment === null ? (one.audience.condition as unknown as Group | null) : null,
    steps: one.plan.map(({ channel, ...tried }) => {
      const said = one.channels[channel];
      return {
        channel,
        subject: said && 'subject' in said ? textsOf(said.subject) : NOTHING,
        text: textsOf(said?.text ?? {}),
        tried,
        template: said && 'template' in said && said.template ? said.template : null,
      };
    }),
    preferred: one.preferred,
    perMinute: one.perMinute,
    timed: one.startsAt !== null,
    at: one.startsAt === null ? '' : localOf(Date.parse(one.startsAt), zone),
  };
}

/** Every channel has words, and a mail a subject in each language in which it is written. */
export const isWritten = (steps: readonly Step[]): boolean =>
  steps.every(
    ({ channel, text, subject }) =>
      LANGUAGES.some((each) => text[each].trim()) &&
      (channel !== 'email' || LANGUAGES.every((each) => !text[each].trim() === !subject[each].trim())),
  );

/** Languages in which something is written. */
export const writtenIn = (steps: readonly Step[]): Locale[] =>
  LANGUAGES.filter((each) => steps.some(({ text, subject }) => text[each].trim() || subject[each].trim()));

/** Channels in another order: whoever has a next channel now waits before it. */
export const arranged = (steps: readonly Step[]): readonly Step[] =>
  steps.map((step, at) =>
    at < steps.length - 1 && !step.tried.wait ? { ...step, tried: { ...step.tried, ...WAIT } } : step,
  );

/** Channels may have been moved: the first goes together with none, of those together only the last waits, and behind the last is nothing to wait for. */
export function planOf(steps: readonly Step[]): Plan {
  return steps.map(({ channel, tried: { together, ...waits } }, at) => {
    const next = steps[at + 1];
    return {
      channel,
      ...(next && !next.tried.together ? waits : {}),
      ...(together && at > 0 ? { together } : {}),
    };
  });
}

/** What is not written is left out: whose it is gets the other. */
export function bodyOf(held: Held, zone: string): BroadcastBody {
  const written = (texts: Texts) =>
    Object.fromEntries(LANGUAGES.filter((each) => texts[each].trim()).map((each) => [each, texts[each]]));
  const channels: Record<string, unknown> = {};
  for (const step of held.steps)
    channels[step.channel] = {
      ...(step.channel === 'email' ? { subject: written(step.subject) } : {}),
      text: written(step.text),
      ...(step.channel === 'sms' && step.template ? { template: step.template } : {}),
    };
  return {
    name: held.name.trim(),
    purpose: held.purpose,
    audience: {
      segment: held.segment || null,
      condition: held.segment || !held.condition ? null : { ...held.condition },
    },
    channels: channels as BroadcastBody['channels'],
    plan: planOf(held.steps),
    preferred: held.preferred && held.steps.length > 1,
    perMinute: held.perMinute,
    startsAt: held.timed && held.at ? new Date(instantOf(held.at, zone)).toISOString() : null,
  };
}

/** What the editor holds, and the body it becomes. Pure. */
import { EMPTY as NO_CONDITION, type Group } from '../../../console/condition/condition.ts';
import type { Locale } from '../../../engine/words.ts';
import type { ChannelKind } from '../../messages/contract-definition.ts';
import { pauseMs } from '../../messages/contract-plan.ts';
import type { Broadcast, BroadcastBody } from '../contract.ts';
import { instantOf, localOf } from '../../../console/lib/local-time.ts';

/** By language; '': not written. */
export type Texts = Readonly<Record<Locale, string>>;
export const LANGUAGES: readonly Locale[] = ['zh', 'en'];

const NOTHING: Texts = { zh: '', en: '' };
/** In this language and not in the other. */
export const only = (locale: Locale, text: string): Texts => ({ ...NOTHING, [locale]: text });

export interface Step {
  readonly channel: ChannelKind;
  readonly subject: Texts;
  readonly text: Texts;
  /** Hours until the next channel. */
  readonly hours: number;
  readonly until: 'delivered' | 'read' | 'responded';
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
  readonly perMinute: number;
  readonly timed: boolean;
  /** Local time of the workspace, `2026-11-24T10:24`. */
  readonly at: string;
}

export const emptyStep = (channel: ChannelKind): Step => ({
  channel,
  subject: NOTHING,
  text: NOTHING,
  hours: 4,
  until: 'delivered',
  template: null,
});

export { NO_CONDITION };

export const EMPTY: Held = {
  name: '',
  purpose: 'service',
  segment: '',
  condition: null,
  steps: [emptyStep('sms')],
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
    steps: one.plan.map((step) => {
      const said = one.channels[step.channel];
      return {
        channel: step.channel,
        subject: said && 'subject' in said ? textsOf(said.subject) : NOTHING,
        text: textsOf(said?.text ?? {}),
        hours: step.wait ? Math.max(1, Math.round(pauseMs(step.wait) / 3_600_000)) : 4,
        until: step.until ?? 'delivered',
        template: said && 'template' in said && said.template ? said.template : null,
      };
    }),
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
    plan: held.steps.map(({ channel, hours, until }, at) =>
      at === held.steps.length - 1 ? { channel } : { channel, wait: { n: hours, unit: 'hour' as const }, until },
    ),
    perMinute: held.perMinute,
    startsAt: held.timed && held.at ? new Date(instantOf(held.at, zone)).toISOString() : null,
  };
}

/** What the editor holds, and the body it becomes. Pure. */
import { EMPTY as NO_CONDITION, type Group } from '../../../console/condition/condition.ts';
import type { Locale } from '../../../engine/words.ts';
import type { ChannelKind } from '../../messages/contract-definition.ts';
import type { Plan } from '../../messages/contract-plan.ts';
import type { Broadcast, BroadcastBody } from '../contract.ts';
import { instantOf, localOf } from '../../../console/lib/local-time.ts';

/** By language; '': not written. */
export type Texts = Readonly<Record<Locale, string>>;
export const LANGUAGES: readonly Locale[] = ['zh', 'en'];

const NOTHING: Texts = { zh: '', en: '' };
/** In this language and not in the other. */
export const only = (locale: Locale, text: string): Texts => ({ ...NOTHING, [locale]: text });

/** What is said on a channel. */
export interface Said {
  readonly subject: Texts;
  readonly text: Texts;
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
  readonly plan: Plan;
  /** Also of channels that were taken out of the plan again. */
  readonly said: Readonly<Partial<Record<ChannelKind, Said>>>;
  /** Each customer’s best channel first. */
  readonly preferred: boolean;
  readonly perMinute: number;
  readonly timed: boolean;
  /** Local time of the workspace, `2026-11-24T10:24`. */
  readonly at: string;
}

const UNSAID: Said = { subject: NOTHING, text: NOTHING, template: null };

export const saidOn = ({ said }: Pick<Held, 'said'>, channel: ChannelKind): Said => said[channel] ?? UNSAID;

export { NO_CONDITION };

export const EMPTY: Held = {
  name: '',
  purpose: 'service',
  segment: '',
  condition: null,
  plan: [{ channel: 'sms' }],
  said: {},
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
    plan: one.plan,
    said: Object.fromEntries(
      Object.entries(one.channels).map(([channel, said]): [string, Said] => [
        channel,
        {
          subject: 'subject' in said ? textsOf(said.subject) : NOTHING,
          text: textsOf(said.text),
          template: ('template' in said && said.template) || null,
        },
      ]),
    ),
    preferred: one.preferred,
    perMinute: one.perMinute,
    timed: one.startsAt !== null,
    at: one.startsAt === null ? '' : localOf(Date.parse(one.startsAt), zone),
  };
}

type Words = Pick<Held, 'plan' | 'said'>;

/** Every channel has words, and a mail a subject in each language in which it is written. */
export const isWritten = (held: Words): boolean =>
  held.plan.every(({ channel }) => {
    const { text, subject } = saidOn(held, channel);
    return (
      LANGUAGES.some((each) => text[each].trim()) &&
      (channel !== 'email' || LANGUAGES.every((each) => !text[each].trim() === !subject[each].trim()))
    );
  });

/** Languages in which something is written. */
export const writtenIn = (held: Words): Locale[] =>
  LANGUAGES.filter((each) =>
    held.plan.some(({ channel }) => {
      const { text, subject } = saidOn(held, channel);
      return text[each].trim() || subject[each].trim();
    }),
  );

/** What is not written is left out: whose it is gets the other. */
export function bodyOf(held: Held, zone: string): BroadcastBody {
  const written = (texts: Texts) =>
    Object.fromEntries(LANGUAGES.filter((each) => texts[each].trim()).map((each) => [each, texts[each]]));
  const channels: Record<string, unknown> = {};
  for (const { channel } of held.plan) {
    const { subject, text, template } = saidOn(held, channel);
    channels[channel] = {
      ...(channel === 'email' ? { subject: written(subject) } : {}),
      text: written(text),
      ...(channel === 'sms' && template ? { template } : {}),
    };
  }
  return {
    name: held.name.trim(),
    purpose: held.purpose,
    audience: {
      segment: held.segment || null,
      condition: held.segment || !held.condition ? null : { ...held.condition },
    },
    channels: channels as BroadcastBody['channels'],
    plan: [...held.plan],
    preferred: held.preferred && held.plan.length > 1,
    perMinute: held.perMinute,
    startsAt: held.timed && held.at ? new Date(instantOf(held.at, zone)).toISOString() : null,
  };
}

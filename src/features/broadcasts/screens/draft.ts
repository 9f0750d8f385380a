/** What the editor holds, and the body it becomes. Pure. */
import { EMPTY as NO_CONDITION, type Group } from '../../../console/condition/condition.ts';
import type { ChannelKind } from '../../messages/contract-definition.ts';
import { pauseMs } from '../../messages/contract-plan.ts';
import type { Broadcast, BroadcastBody } from '../contract.ts';
import { instantOf, localOf } from '../../../console/lib/local-time.ts';

export interface Step {
  readonly channel: ChannelKind;
  readonly subject: string;
  readonly text: string;
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
  subject: '',
  text: '',
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

export function heldOf(one: Broadcast, locale: 'zh' | 'en', zone: string): Held {
  return {
    name: one.name,
    purpose: one.purpose,
    segment: one.audience.segment ?? '',
    condition: one.audience.segment === null ? (one.audience.condition as unknown as Group | null) : null,
    steps: one.plan.map((step) => {
      const said = one.channels[step.channel];
      return {
        channel: step.channel,
        subject: said && 'subject' in said ? said.subject[locale] : '',
        text: said?.text[locale] ?? '',
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

/** One text is said to everybody, so both languages have it. */
export function bodyOf(held: Held, zone: string): BroadcastBody {
  const both = (text: string) => ({ zh: text, en: text });
  const channels: Record<string, unknown> = {};
  for (const step of held.steps)
    channels[step.channel] = {
      ...(step.channel === 'email' ? { subject: both(step.subject) } : {}),
      text: both(step.text),
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

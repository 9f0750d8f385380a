/** The order in which the channels of a plan suit a customer. Pure. */
import type { ChannelKind } from './contract-definition.ts';
import type { ChannelChoice, ChannelRecord } from './contract-choice.ts';
import type { Plan } from './contract-plan.ts';

/** What is known of a customer. */
export interface Suits {
  /** The channel she asked for. */
  readonly wish: ChannelKind | null;
  readonly records: readonly ChannelRecord[];
}

/**
 * Of messages that reached her the share that she answered, recent ones counting more; the mean of a beta posterior with the prior Beta(1, 4), so that
 * one answer out of one is not taken for a certainty (Gelman et al., Bayesian Data Analysis, 3rd ed., 2.4).
 */
export const shareOf = ({ reached, answered }: Pick<ChannelRecord, 'reached' | 'answered'>): number =>
  (answered + 1) / (Math.max(reached, answered) + 5);

/**
 * The one she asked for, then those on which she has answered, the most willing first, then the rest as they stood. A channel that is tried for the first
 * time, or that only told her things, is not moved: silence says nothing about a message that asked for nothing.
 */
export function inOrder(
  channels: readonly ChannelKind[],
  { wish, records }: Suits,
): { readonly channels: ChannelKind[]; readonly why: ChannelChoice | null } {
  const share = new Map(records.filter(({ answered }) => answered > 0).map((each) => [each.channel, shareOf(each)]));
  const rank = (channel: ChannelKind): number => (channel === wish ? 2 : (share.get(channel) ?? 0));
  const ordered = channels.toSorted((a, b) => rank(b) - rank(a));
  const [first] = ordered;
  if (first === undefined || rank(first) === 0) return { channels: ordered, why: null };
  if (first === wish) return { channels: ordered, why: { channel: first, by: 'wish', reached: null, answered: null } };
  const record = records.find((each) => each.channel === first);
  return {
    channels: ordered,
    why: {
      channel: first,
      by: 'answers',
      reached: record?.timesReached ?? 0,
      answered: record?.timesAnswered ?? 0,
    },
  };
}

/** The channels move, the waits stay: how long a first attempt is waited for is the playbook's, not the channel's. */
export function planFor(plan: Plan, suits: Suits): { readonly plan: Plan; readonly why: ChannelChoice | null } {
  const { channels, why } = inOrder(
    plan.map((step) => step.channel),
    suits,
  );
  return { plan: plan.map((step, index) => ({ ...step, channel: channels[index] ?? step.channel })), why };
}

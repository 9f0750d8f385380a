/** What an arrival means for a thread. Pure. */
import type { ChannelKind } from '../messages/contract-definition.ts';

export interface Heard {
  readonly inboundId: string;
  readonly channel: ChannelKind;
  readonly customerId: string | null;
  readonly address: string | null;
  readonly text: string;
  readonly kind: 'reply' | 'digit' | 'optOut';
  /** It probably answers a message of a playbook. */
  readonly answers: boolean;
  readonly at: string;
}

/** Who answers a question with a bare number, or wants no more of it, waits for nobody. A number out of the blue is said to somebody. */
export function wantsSomebody({ kind, answers }: Pick<Heard, 'kind' | 'answers'>): boolean {
  return kind === 'reply' || (kind === 'digit' && !answers);
}

export interface Thread {
  readonly channel: ChannelKind;
  readonly customerId: string | null;
  readonly address: string | null;
  readonly items: readonly Heard[];
}

/** By thread: a customer on a channel, or an address that is nobody's; each in the order in which it came. */
export function threadsOf(items: readonly Heard[]): Thread[] {
  const threads = new Map<string, Heard[]>();
  for (const item of items) {
    if (item.customerId === null && item.address === null) continue;
    const key = JSON.stringify([item.channel, item.customerId, item.customerId === null ? item.address : null]);
    threads.set(key, [...(threads.get(key) ?? []), item]);
  }
  return [...threads.values()].flatMap((found) => {
    const sorted = found.toSorted((a, b) => (a.inboundId < b.inboundId ? -1 : 1));
    const last = sorted.at(-1);
    const address = sorted.findLast((each) => each.address !== null)?.address ?? null;
    return last ? [{ channel: last.channel, customerId: last.customerId, address, items: sorted }] : [];
  });
}

/** So long after her last message what we say is an answer to it; later it is a message of ours. */
const ANSWER_MS = 48 * 3_600_000;

export function answersAt(lastInboundAt: Date | null, now: Date): Date | null {
  return lastInboundAt !== null && now.getTime() - lastInboundAt.getTime() <= ANSWER_MS ? lastInboundAt : null;
}

export interface WrittenBefore {
  readonly message_id: string;
  readonly author_id: string | null;
}

/** A colleague has answered since: `latest` is by somebody else and did not stand on the screen (`seen`). */
export function answeredMeanwhile(latest: WrittenBefore | null, seen: string | null, me: string | null): boolean {
  return latest !== null && latest.message_id !== seen && (me === null || latest.author_id !== me);
}

/** The story of a message in lines, oldest first: what was tried, what was told, what comes. Pure. */
import type { IconName } from '../../../../console/ui/Icon.tsx';
import type { TimelineEvent } from '../../../events/contract.ts';
import type { ChannelKind } from '../../contract-definition.ts';
import type { AttemptLine, MessageDetail } from '../../contract-records.ts';
import { MESSAGE_TYPES } from './types.ts';

export type StoryLine = {
  readonly key: string;
  readonly at: string;
  readonly state: 'done' | 'next';
} & (
  | {
      readonly kind: 'attempt';
      readonly channel: ChannelKind;
      readonly what: AttemptLine['state'];
      readonly reason: string | null;
    }
  | { readonly kind: 'reply'; readonly optOut: boolean; readonly text: string }
  | { readonly kind: 'closed'; readonly reason: string }
  | { readonly kind: 'due'; readonly channel: ChannelKind; readonly sure: boolean; readonly reason: string | null }
  | { readonly kind: 'event'; readonly type: string; readonly note: string | null; readonly icon?: IconName }
);

/** `events`: the customer's timeline, of which what came after the message and is not told by the message itself is shown. */
export function storyOf(message: MessageDetail, events: readonly TimelineEvent[]): StoryLine[] {
  const lines: StoryLine[] = [
    ...message.attemptsMade.flatMap((attempt) => attemptLines(attempt)),
    ...message.replies.map((reply, at) => ({
      key: `reply ${at}`,
      at: reply.at,
      state: 'done' as const,
      kind: 'reply' as const,
      optOut: reply.kind === 'optOut',
      text: reply.text,
    })),
    ...(message.closedAt && message.closeReason
      ? [
          {
            key: 'closed',
            at: message.closedAt,
            state: 'done' as const,
            kind: 'closed' as const,
            reason: message.closeReason,
          },
        ]
      : []),
    ...events.filter((event) => belongs(message, event)).map((event) => eventLine(event)),
  ];
  lines.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : rankOf(a) - rankOf(b)));
  return [...lines, ...nextLine(message)];
}

/** At the same moment: sent, then read, then answered, then closed. */
const rankOf = (line: StoryLine): number => ['attempt', 'reply', 'event', 'closed', 'due'].indexOf(line.kind);

function attemptLines(attempt: AttemptLine): StoryLine[] {
  const line = (what: AttemptLine['state'], at: string): StoryLine => ({
    key: `${attempt.deliveryId} ${what}`,
    at,
    state: 'done',
    kind: 'attempt',
    channel: attempt.channel,
    what,
    reason: attempt.reason,
  });
  switch (attempt.state) {
    case 'queued':
      return [];
    case 'accepted':
    case 'sending':
      return [line(attempt.state, attempt.sentAt ?? attempt.updatedAt)];
    case 'delivered':
      return [line('delivered', attempt.deliveredAt ?? attempt.updatedAt)];
    case 'read': {
      const delivered = attempt.deliveredAt ?? attempt.sentAt;
      const read = attempt.readAt ?? attempt.updatedAt;
      // Read at once is one line.
      return delivered && delivered !== read
        ? [line('delivered', delivered), line('read', read)]
        : [line('read', read)];
    }
    default:
      return [line(attempt.state, attempt.failedAt ?? attempt.updatedAt)];
  }
}

function belongs(message: MessageDetail, event: TimelineEvent): boolean {
  if (MESSAGE_TYPES.has(event.type) || event.at < message.createdAt) return false;
  const { run, message: key } = event.properties;
  if (message.runId && run === message.runId) return true;
  return run === undefined && key === undefined && event.properties['playbook'] === message.playbook;
}

/** Between programs, not words of anybody. */
const CODE = /^[a-z]+(_[a-z]+)*$/;

function eventLine(event: TimelineEvent): StoryLine {
  const words = ['reason', 'text', 'title', 'result']
    .map((key) => event.properties[key])
    .find((value): value is string => typeof value === 'string' && !CODE.test(value));
  return {
    key: event.eventId,
    at: event.at,
    state: 'done',
    kind: 'event',
    type: event.type,
    note: words ?? null,
  };
}

function nextLine(message: MessageDetail): StoryLine[] {
  if (message.closedAt) return [];
  const queued = message.attemptsMade.findLast((attempt) => attempt.state === 'queued');
  if (queued)
    return [
      {
        key: 'due',
        at: queued.dueAt,
        state: 'next',
        kind: 'due',
        channel: queued.channel,
        sure: true,
        reason: queued.reason,
      },
    ];
  const step = message.plan[message.step + 1];
  return message.dueAt && step
    ? [{ key: 'due', at: message.dueAt, state: 'next', kind: 'due', channel: step.channel, sure: false, reason: null }]
    : [];
}

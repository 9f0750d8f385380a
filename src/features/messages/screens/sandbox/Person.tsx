import { useRef } from 'react';
import { useEndpoint } from '../../../../console/query.ts';
import { Answered, Bone, Skeleton } from '../../../../console/ui/States.tsx';
import { ChannelKind } from '../../contract-definition.ts';
import { getMessage } from '../../contract-records.ts';
import { type Bubble, getThread, type PersonLine } from '../../contract-sandbox.ts';
import { linkIn, LOOK_MS, textOf } from '../shared.ts';
import { Panel } from './Panel.tsx';
import { Phone, type PhoneTab } from './Phone.tsx';
import { useActs } from './useActs.ts';
import type { Clock } from './useClock.ts';
import { useAddress } from '../../../../console/lib/useAddress.ts';

/** One customer: her phone in the middle, at the right how it went and why. */
export function Person({ customerId, line, clock }: { customerId: string; line: PersonLine | null; clock: Clock }) {
  const [address, setAddress] = useAddress();
  const thread = useEndpoint(getThread, { params: { customer: customerId } }, { every: LOOK_MS });
  const bubbles = thread.data?.bubbles ?? [];
  const asked = address.get('channel');
  const last = bubbles.at(-1);
  const channel = ChannelKind.safeParse(asked).data ?? line?.channel ?? last?.channel ?? 'wecom';
  const tab: PhoneTab = asked === 'h5' ? 'h5' : channel;
  const spoken = ChannelKind.safeParse(tab).data ?? last?.channel ?? channel;
  // Opened from the list, it is the message of the line: with a filter, not the last of all.
  const ofLine = asked === null ? line?.messageId : undefined;
  const messageId = address.get('message') ?? ofLine ?? lastOurs(bubbles, spoken)?.messageId ?? line?.messageId ?? null;
  const message = useEndpoint(
    getMessage,
    { params: { message: messageId ?? '' } },
    { enabled: messageId !== null, every: LOOK_MS },
  );
  const link = lastLink(bubbles, asked === 'h5' ? null : spoken) ?? lastLink(bubbles, null);
  const reply = useRef<HTMLInputElement>(null);
  const set = (change: Readonly<Record<string, string>>) =>
    setAddress(
      (now) => {
        const next = new URLSearchParams(now);
        for (const [key, value] of Object.entries(change)) next.set(key, value);
        return next;
      },
      { replace: true },
    );
  const acts = useActs({ customerId, channel: spoken, openLink: () => set({ channel: 'h5' }) });
  // A call is answered by its keys.
  const mayAnswer = acts.allowed && spoken !== 'voice' && lastOurs(bubbles, spoken)?.sandbox === true;
  return (
    <Answered query={thread} skeleton={<PhoneSkeleton />}>
      {(data) => (
        <div className="person-view">
          <Phone
            thread={data}
            tab={tab}
            clock={clock}
            link={link}
            detail={message.data ?? null}
            acts={mayAnswer ? acts : null}
            input={reply}
            chooseTab={(next) => set({ channel: next })}
            chooseMessage={(id) => set({ message: id })}
          />
          <Panel
            thread={data}
            query={message}
            clock={clock}
            acts={acts}
            mayAnswer={mayAnswer}
            hasLink={link !== null}
            focusReply={() => {
              if (tab === 'h5') set({ channel: spoken });
              setTimeout(() => reply.current?.focus(), 50);
            }}
          />
        </div>
      )}
    </Answered>
  );
}

export function lastOurs(bubbles: readonly Bubble[], channel: ChannelKind | null): Bubble | undefined {
  return bubbles.findLast((bubble) => bubble.from === 'us' && (channel === null || bubble.channel === channel));
}

function lastLink(bubbles: readonly Bubble[], channel: ChannelKind | null): string | null {
  for (const bubble of bubbles.toReversed()) {
    if (bubble.from !== 'us' || (channel !== null && bubble.channel !== channel) || !bubble.written) continue;
    const found = linkIn(textOf(bubble.written.text));
    if (found) return found;
  }
  return null;
}

function PhoneSkeleton() {
  return (
    <div className="person-view">
      <div className="stage">
        <Skeleton>
          <Bone width={344} height={640} radius={44} />
        </Skeleton>
      </div>
    </div>
  );
}

/** What can be done in the customer's place. */
import { useWords } from '../../../../console/lib/i18n.ts';
import { useCan } from '../../../../console/lib/session.tsx';
import { useAction } from '../../../../console/query.ts';
import { customerTimeline } from '../../../customers/contract.ts';
import type { ChannelKind } from '../../contract-definition.ts';
import { getMessage, listMessages } from '../../contract-records.ts';
import { getThread, listPeople, optOutAs, readAs, replyAs } from '../../contract-sandbox.ts';
import { words } from '../words.ts';

const CHANGES = [listPeople, getThread, getMessage, listMessages, customerTimeline];

export interface Acts {
  readonly allowed: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  /** `choice`: touched in a menu. */
  readonly reply: (text: string, choice?: string) => void;
  readonly angry: () => void;
  readonly read: () => void;
  readonly out: () => void;
  /** Who opens a link has read. */
  readonly openLink: () => void;
}

export function useActs({
  customerId,
  channel,
  openLink,
}: {
  customerId: string;
  channel: ChannelKind;
  openLink: () => void;
}): Acts {
  const t = useWords(words);
  const can = useCan();
  const reply = useAction(replyAs, { changes: CHANGES });
  const read = useAction(readAs, { changes: CHANGES });
  const out = useAction(optOutAs, { changes: CHANGES });
  const params = { customer: customerId };
  const say = (text: string, choice?: string) =>
    reply.mutate({ params, body: { channel, text, ...(choice === undefined ? {} : { choice }) } });
  const look = () => read.mutate({ params, body: { channel } });
  const allowed = can('messages:write');
  return {
    allowed,
    busy: reply.isPending || read.isPending || out.isPending,
    error: reply.error ?? out.error ?? null,
    reply: say,
    angry: () => say(t('act.angryText')),
    read: look,
    out: () => out.mutate({ params, body: { channel } }),
    openLink: () => {
      if (allowed) look();
      openLink();
    },
  };
}

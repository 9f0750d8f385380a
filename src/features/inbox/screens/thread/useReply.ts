import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useAction } from '../../../../console/query.ts';
import { replyInConversation } from '../../contract.ts';
import { CHANGES, useLines } from './useLines.ts';

/** What is typed and not sent, while the page is open: going to another conversation loses nothing. */
const drafts = new Map<string, { text: string; subject: string }>();

/**
 * One key per answer: pressed twice, or sent again after the network was lost, it is one message. Other words are another answer.
 */
export function useReply(conversation: string) {
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => drafts.get(conversation) ?? { text: '', subject: '' });
  const key = useRef<{ key: string; of: string } | null>(null);
  const { lines } = useLines(conversation);
  const seen = lines?.findLast((line) => line.kind === 'out' && line.by !== null)?.id ?? null;
  const keep = (next: typeof draft) => {
    drafts.set(conversation, next);
    setDraft(next);
  };
  const action = useAction(replyInConversation, {
    changes: CHANGES,
    onDone: () => {
      key.current = null;
      keep({ text: '', subject: '' });
    },
  });
  const isClash = action.error?.code === 'conversation_answered';
  return {
    text: draft.text,
    subject: draft.subject,
    setText: (text: string) => keep({ ...draft, text }),
    setSubject: (subject: string) => keep({ ...draft, subject }),
    sending: action.isPending,
    collision: isClash ? (action.error?.message ?? null) : null,
    error: isClash ? null : action.error,
    send: (anyway: boolean) => {
      const text = draft.text.trim();
      if (text === '' || action.isPending) return;
      const of = JSON.stringify(draft);
      if (key.current?.of !== of) key.current = { key: newKey(), of };
      action.mutate(
        {
          params: { conversation },
          body: {
            key: key.current.key,
            text,
            seen,
            ...(draft.subject.trim() ? { subject: draft.subject.trim() } : {}),
            ...(anyway ? { anyway } : {}),
          },
        },
        {
          // What the colleague wrote is shown beside the question.
          onError: () => void client.invalidateQueries({ queryKey: ['listConversationLines'] }),
        },
      );
    },
  };
}

/** `crypto.randomUUID` is there on secure pages only; the console also runs on a plain address of an office. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

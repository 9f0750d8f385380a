import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useAction } from '../../../../console/query.ts';
import { replyInConversation } from '../../contract.ts';
import { clearSent, type Draft, isSame, keepDraft, useDraft } from './drafts.ts';
import { CHANGES, useLines } from './useLines.ts';

/**
 * One key per answer: pressed twice, or sent again after the network was lost, it is one message. Other words are another answer.
 */
export function useReply(conversation: string) {
  const client = useQueryClient();
  const draft = useDraft(conversation);
  const going = useRef<{ readonly key: string; readonly draft: Draft } | null>(null);
  const { lines } = useLines(conversation);
  const seen = lines?.findLast((line) => line.kind === 'out' && line.by !== null)?.id ?? null;
  const action = useAction(replyInConversation, {
    changes: CHANGES,
    onDone: () => {
      if (going.current) clearSent(conversation, going.current.draft);
      going.current = null;
    },
  });
  const isClash = action.error?.code === 'conversation_answered';
  return {
    text: draft.text,
    subject: draft.subject,
    setText: (text: string) => keepDraft(conversation, { ...draft, text }),
    setSubject: (subject: string) => keepDraft(conversation, { ...draft, subject }),
    sending: action.isPending,
    collision: isClash ? (action.error?.message ?? null) : null,
    error: isClash ? null : action.error,
    send: (anyway: boolean) => {
      const text = draft.text.trim();
      if (text === '' || action.isPending) return;
      if (!going.current || !isSame(going.current.draft, draft)) going.current = { key: newKey(), draft };
      action.mutate(
        {
          params: { conversation },
          body: {
            key: going.current.key,
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

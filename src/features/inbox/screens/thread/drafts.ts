import { useSyncExternalStore } from 'react';

/** What is typed and not sent yet. */
export interface Draft {
  readonly text: string;
  readonly subject: string;
}

const EMPTY: Draft = { text: '', subject: '' };

/**
 * Drafts live outside the components: going to another conversation, a route that mounts its page again while somebody types, and a page that is
 * loaded again lose nothing. They end with the tab.
 */
const drafts = new Map<string, Draft>();
const listeners = new Set<() => void>();
const nameOf = (conversation: string) => `hx.reply.${conversation}`;

export function draftOf(conversation: string): Draft {
  const known = drafts.get(conversation);
  if (known) return known;
  const read = stored(conversation);
  drafts.set(conversation, read);
  return read;
}

export function keepDraft(conversation: string, draft: Draft): void {
  drafts.set(conversation, draft);
  try {
    if (draft.text === '' && draft.subject === '') sessionStorage.removeItem(nameOf(conversation));
    else sessionStorage.setItem(nameOf(conversation), JSON.stringify(draft));
  } catch {
    // Full or forbidden: then it lasts while the page is open.
  }
  for (const listener of listeners) listener();
}

/** After an answer went out: what was typed meanwhile is the next answer and stays. */
export function clearSent(conversation: string, sent: Draft): void {
  if (isSame(draftOf(conversation), sent)) keepDraft(conversation, EMPTY);
}

export const isSame = (one: Draft, other: Draft): boolean => one.text === other.text && one.subject === other.subject;

export function useDraft(conversation: string): Draft {
  return useSyncExternalStore(listen, () => draftOf(conversation));
}

function listen(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function stored(conversation: string): Draft {
  try {
    const kept = JSON.parse(sessionStorage.getItem(nameOf(conversation)) ?? '{}') as Partial<Draft>;
    return { text: String(kept.text ?? ''), subject: String(kept.subject ?? '') };
  } catch {
    return EMPTY;
  }
}

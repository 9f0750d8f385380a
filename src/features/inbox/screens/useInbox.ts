import { useEffect, useState } from 'react';
import { useEndpoint } from '../../../console/query.ts';
import { type Conversation, countConversations, listConversations } from '../contract.ts';
import type { InboxAddress } from './useInboxAddress.ts';

/** How often the lists look for what others and customers have done. Milliseconds. */
export const LIST_MS = 5000;
export const LINES_MS = 3000;

const PAGE = 40;

/** The list of the moment. More of it is one longer page: what came meanwhile is never missed between pages. */
export function useInbox({ tab, channel, q }: Pick<InboxAddress, 'tab' | 'channel' | 'q'>) {
  const asked = useLater(q);
  const [pages, setPages] = useState(1);
  const limit = Math.min(100, PAGE * pages);
  const counts = useEndpoint(countConversations, {}, { every: LIST_MS });
  const list = useEndpoint(
    listConversations,
    {
      query: {
        view: tab === 'closed' ? 'all' : tab,
        state: tab === 'closed' ? 'closed' : 'open',
        ...(channel ? { channel } : {}),
        ...(asked ? { q: asked } : {}),
        limit,
      },
    },
    { every: LIST_MS, staleTime: 0 },
  );
  const items: readonly Conversation[] | undefined =
    list.isPlaceholderData && limit === PAGE ? undefined : list.data?.items;
  return {
    now: list.data?.now,
    counts: counts.data,
    items,
    hasMore: list.data?.next != null && limit < 100,
    more: () => setPages(pages + 1),
    error: list.error,
    retry: () => void list.refetch(),
  };
}
export type InboxList = ReturnType<typeof useInbox>;

/** What was typed, once typing pauses. */
function useLater(text: string, ms = 250): string {
  const [later, setLater] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setLater(text.trim()), ms);
    return () => clearTimeout(timer);
  }, [text, ms]);
  return later;
}

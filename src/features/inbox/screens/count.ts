import { useQuery } from '@tanstack/react-query';
import { answerOf } from '../../../console/api.ts';
import { useWorkspaceId } from '../../../console/lib/session.tsx';

interface Counts {
  readonly unread: number;
}

/** For the navigation. Plain fetch under the key of `countConversations`: the shell loads no contract, and what changes them refreshes it. */
export function useUnreadCount(): { readonly waiting?: number; readonly late?: number } {
  const workspace = useWorkspaceId();
  const { data } = useQuery<Counts>({
    queryKey: ['countConversations', workspace ?? '', {}],
    queryFn: async ({ signal }) =>
      answerOf<Counts>(await fetch(`/api/w/${encodeURIComponent(workspace ?? '')}/inbox/counts`, { signal })),
    refetchInterval: 15_000,
    retry: false,
  });
  // Somebody waits at the other end: what is unread is late.
  return data ? { waiting: data.unread, late: data.unread } : {};
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../../../console/api.ts';
import { useWorkspaceId } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import * as contract from '../../contract.ts';
import { LINES_MS } from '../useInbox.ts';

/** Whatever somebody does with a conversation may change any of these. */
export const CHANGES = [
  contract.listConversations,
  contract.countConversations,
  contract.getConversation,
  contract.listLines,
  contract.listCustomerConversations,
];

const NEWEST = 40;

/** The newest lines, looked at again and again; those before them are fetched once, when somebody goes up. Oldest first. */
export function useLines(conversation: string) {
  const workspace = useWorkspaceId();
  const newest = useEndpoint(
    contract.listLines,
    { params: { conversation }, query: { limit: NEWEST } },
    { every: LINES_MS, staleTime: 0 },
  );
  const first = newest.data?.items.at(-1);
  const older = useInfiniteQuery({
    queryKey: ['earlierLines', workspace ?? '', conversation],
    queryFn: ({ signal, pageParam }) =>
      call(
        contract.listLines,
        { params: { conversation }, query: { cursor: pageParam, limit: 100 } },
        { signal, workspace },
      ),
    initialPageParam: newest.data?.next ?? '',
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const before = older.data?.pages.flatMap((page) => page.items) ?? [];
  // While new lines come in, the oldest of the newest fall out of their page: both lists together are kept without a gap.
  const known = new Map<string, contract.Line>();
  for (const line of [...before].reverse()) known.set(line.id, line);
  for (const line of [...(newest.data?.items ?? [])].reverse()) known.set(line.id, line);
  const hasMore = older.data ? older.hasNextPage : (newest.data?.next ?? null) !== null;
  return {
    lines: newest.data ? [...known.values()] : undefined,
    first,
    hasMore,
    loadingMore: older.isFetching,
    more: () => void (older.data ? older.fetchNextPage() : older.refetch()),
    error: newest.error,
    retry: () => void newest.refetch(),
  };
}

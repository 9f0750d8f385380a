import {
  type InfiniteData,
  QueryClient,
  type QueryKey,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { type Answer, type AnyEndpoint, call, type Input, type LooseInput } from './api.ts';
import { type ApiProblem, asProblem } from './lib/problem.ts';
import { useWorkspaceId } from './lib/session.tsx';

/** One cache for the console. A refused call is not repeated; a lost network is, twice. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => count < 2 && asProblem(error).passing,
    },
    mutations: { retry: false },
  },
});

const keyOf = (endpoint: AnyEndpoint, workspace: string | undefined, input: LooseInput) => [
  endpoint.name,
  workspace ?? '',
  input,
];

/**
 * The old figures stay, dimmed (`isPlaceholderData`), while new ones are computed: but only for the same thing asked
 * in another way (query, body). Another customer never shows the last one's name.
 */
function samePlace<T>(key: QueryKey) {
  const place = (k: QueryKey) => JSON.stringify([k[0], k[1], (k[2] as LooseInput).params ?? null]);
  return (previous: T | undefined, query: { readonly queryKey: QueryKey } | undefined) =>
    query && place(query.queryKey) === place(key) ? previous : undefined;
}

export interface QueryOptions {
  /** false: do not ask yet. */
  readonly enabled?: boolean;
  /** Ask again every so many milliseconds, for work in progress; a function may stop it. */
  readonly every?: number | false | ((answer: unknown) => number | false);
  /** Milliseconds an answer counts as fresh; default 15,000. */
  readonly staleTime?: number;
}

/** What an endpoint answers, kept and refreshed: `const { data, error } = useEndpoint(getCustomer, { params: { id } })`. */
export function useEndpoint<E extends AnyEndpoint>(
  endpoint: E,
  input: Input<E>,
  options: QueryOptions = {},
): UseQueryResult<Answer<E>, ApiProblem> {
  const workspace = useWorkspaceId();
  const every = options.every;
  const key = keyOf(endpoint, workspace, input as LooseInput);
  return useQuery<Answer<E>, ApiProblem>({
    queryKey: key,
    placeholderData: samePlace<NonNullable<Answer<E>>>(key) as never,
    queryFn: ({ signal }) => call(endpoint, input, { signal, workspace }),
    enabled: options.enabled,
    refetchInterval: typeof every === 'function' ? (query) => every(query.state.data) : every,
    ...(options.staleTime === undefined ? {} : { staleTime: options.staleTime }),
  });
}

/** What a page of a list carries beside its rows: the cursor of the next page, null at the end. */
export interface Cursor {
  readonly next?: string | null;
  readonly total?: number | null;
}

export interface PagesResult<T> {
  /** undefined while the first page is on its way. */
  readonly rows: readonly T[] | undefined;
  readonly total: number | undefined;
  readonly hasMore: boolean;
  readonly more: () => void;
  readonly loadingMore: boolean;
  /** Rows of the previous question are still shown. */
  readonly stale: boolean;
  readonly error: ApiProblem | null;
  readonly retry: () => void;
}

/**
 * A list read page by page, for an endpoint whose query has `cursor` and whose answer has `next`:
 * `const list = usePages(listCustomers, { query: { q } }, (page) => page.customers)`. Spread the result into DataTable.
 */
export function usePages<E extends AnyEndpoint, T>(
  endpoint: E,
  input: Input<E>,
  rowsOf: (page: Answer<E>) => readonly T[],
  options: Pick<QueryOptions, 'enabled'> = {},
): PagesResult<T> {
  const workspace = useWorkspaceId();
  const loose = input as LooseInput;
  const key: QueryKey = [...keyOf(endpoint, workspace, loose), 'pages'];
  const result = useInfiniteQuery({
    queryKey: key,
    placeholderData: samePlace<InfiniteData<Answer<E>, string>>(key),
    queryFn: ({ signal, pageParam }) =>
      call(endpoint, { ...input, query: { ...loose.query, ...(pageParam ? { cursor: pageParam } : {}) } } as Input<E>, {
        signal,
        workspace,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => (last as Cursor).next ?? undefined,
    enabled: options.enabled,
  });
  const pages = result.data?.pages;
  return {
    rows: pages?.flatMap((page) => [...rowsOf(page)]),
    total: (pages?.[0] as Cursor | undefined)?.total ?? undefined,
    hasMore: result.hasNextPage,
    more: () => void result.fetchNextPage(),
    loadingMore: result.isFetchingNextPage,
    stale: result.isPlaceholderData,
    error: result.error ? asProblem(result.error) : null,
    retry: () => void result.refetch(),
  };
}

export interface ActionOptions<E extends AnyEndpoint> {
  /** Endpoints whose answers this changes: asked again at once where they are on screen. */
  readonly changes?: readonly AnyEndpoint[];
  readonly onDone?: (answer: Answer<E>, input: Input<E>) => void;
}

/** Something done: `const publish = useAction(publishPlaybook, { changes: [getPlaybook] }); publish.mutate({...})`. */
export function useAction<E extends AnyEndpoint>(
  endpoint: E,
  { changes = [], onDone }: ActionOptions<E> = {},
): UseMutationResult<Answer<E>, ApiProblem, Input<E>> {
  const workspace = useWorkspaceId();
  const invalidate = useInvalidate();
  return useMutation<Answer<E>, ApiProblem, Input<E>>({
    mutationFn: (input) => call(endpoint, input, { workspace }),
    onSuccess: async (answer, input) => {
      onDone?.(answer, input);
      await invalidate(changes);
    },
  });
}

/** For changes that do not come from `useAction` (an upload, a server-sent event). */
export function useInvalidate(): (endpoints: readonly AnyEndpoint[]) => Promise<void> {
  const client = useQueryClient();
  return async (endpoints) => {
    await Promise.all(endpoints.map((endpoint) => client.invalidateQueries({ queryKey: [endpoint.name] })));
  };
}

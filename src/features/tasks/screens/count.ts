import { useQuery } from '@tanstack/react-query';
import { answerOf } from '../../../console/api.ts';
import { useWorkspaceId } from '../../../console/lib/session.tsx';

interface Counts {
  readonly waiting: number;
  readonly late: number;
}

/** For the navigation. Plain fetch under the key of `countTasks`: the shell loads no contract, and what changes tasks refreshes it. */
export function useTaskCount(): { readonly waiting?: number; readonly late?: number } {
  const workspace = useWorkspaceId();
  const { data } = useQuery<Counts>({
    queryKey: ['countTasks', workspace ?? '', {}],
    queryFn: async ({ signal }) =>
      answerOf<Counts>(await fetch(`/api/w/${encodeURIComponent(workspace ?? '')}/tasks/counts`, { signal })),
    refetchInterval: 60_000,
    retry: false,
  });
  return data ? { waiting: data.waiting, late: data.late } : {};
}

import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { answerOf } from './api.ts';
import { type ApiProblem, unreachable } from './lib/problem.ts';
import type { Me } from './lib/session.tsx';
import { currentLocale } from './lib/settings.ts';

export const meKey = ['me'] as const;

/** Who is signed in. Plain fetch: the shell loads no contract, so that its first load stays small. */
export function useMeQuery(): UseQueryResult<Me, ApiProblem> {
  return useQuery<Me, ApiProblem>({
    queryKey: meKey,
    queryFn: async ({ signal }) => {
      let response: Response;
      try {
        response = await fetch('/api/me', { signal, headers: { 'accept-language': currentLocale() } });
      } catch (error) {
        if (signal.aborted) throw error;
        throw unreachable();
      }
      return answerOf<Me>(response);
    },
    staleTime: 60_000,
  });
}

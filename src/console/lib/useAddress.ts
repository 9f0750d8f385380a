import { useCallback } from 'react';
import { type SetURLSearchParams, useSearchParams } from 'react-router';

/**
 * `useSearchParams` for changes that follow each other quickly. The router's own tells a change what the page was last drawn with, so that a filter
 * switched off is back when a letter is typed before the page was drawn anew. Here a change begins with what stands in the address now.
 */
export function useAddress(): ReturnType<typeof useSearchParams> {
  const [params, setParams] = useSearchParams();
  const change = useCallback<SetURLSearchParams>(
    (next, options) =>
      setParams(typeof next === 'function' ? next(new URLSearchParams(window.location.search)) : next, options),
    [setParams],
  );
  return [params, change];
}

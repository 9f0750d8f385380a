import { useEffect, useSyncExternalStore } from 'react';

/** Screens that need the width ask for the rail while they are open. */
let wanted = 0;
const listeners = new Set<() => void>();

function add(by: 1 | -1) {
  wanted += by;
  for (const listener of listeners) listener();
}

/** The side navigation folds to the rail while this screen is open: three columns need the room. */
export function useRailNav(): void {
  useEffect(() => {
    add(1);
    return () => add(-1);
  }, []);
}

export const useRailWanted = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => wanted > 0,
  );

import { useSyncExternalStore } from 'react';

/** Which overlay of the shell is open: the palette (⌘K, /) or the list of keys (?). */
type Overlay = 'palette' | 'keys' | null;

let open: Overlay = null;
const listeners = new Set<() => void>();

function show(next: Overlay) {
  open = next;
  for (const listener of listeners) listener();
}

export const openPalette = () => show('palette');
export const openKeyHelp = () => show('keys');
export const closeOverlay = () => show(null);

export const useOverlay = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );

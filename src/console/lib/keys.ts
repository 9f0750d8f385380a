import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';

/** A key that acts on the page of the moment, and what it does (printed in the list of keys, `?`). */
export interface KeyAction {
  /** `j`, `Enter`, `/`, `?`, `mod+k` (⌘ on a Mac, Ctrl elsewhere), `mod+Enter`. */
  readonly key: string;
  readonly label: string;
  readonly run: (event: KeyboardEvent) => void;
  /** Also while typing in a field; single letters never do. */
  readonly inFields?: boolean;
}

const layers: { readonly actions: readonly KeyAction[] }[] = [];
const listeners = new Set<() => void>();
let shown: readonly KeyAction[] = [];

function changed() {
  const seen = new Set<string>();
  shown = [...layers]
    .reverse()
    .flatMap((layer) => layer.actions)
    .filter((action) => !seen.has(action.key) && seen.add(action.key));
  for (const listener of listeners) listener();
}

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return (isMac ? event.metaKey : event.ctrlKey) ? `mod+${key}` : key;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !(target instanceof HTMLInputElement && /^(checkbox|radio|button)$/.test(target.type))
  );
}

/** A button or link under the focus keeps Enter and Space for itself. */
const isOwnKey = (event: KeyboardEvent) =>
  (event.key === 'Enter' || event.key === ' ') &&
  event.target instanceof HTMLElement &&
  event.target.closest('button, a, [role=button], [role=menuitem], [role=option], summary') !== null;

addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const name = nameOf(event);
  const typing = isTyping(event.target);
  if (!name.startsWith('mod+') && isOwnKey(event)) return;
  // Inside a dialog the keys of the page below are asleep.
  if (event.target instanceof HTMLElement && event.target.closest('[role=dialog]') && !name.startsWith('mod+')) return;
  const found = [...layers]
    .reverse()
    .flatMap((layer) => layer.actions)
    .find((action) => action.key === name && (!typing || action.inFields));
  if (!found) return;
  event.preventDefault();
  found.run(event);
});

/**
 * Binds keys while the component is on screen; the component opened last wins. `below`: those of the shell lose to every
 * page, whichever was mounted first.
 */
export function useKeys(actions: readonly KeyAction[], enabled = true, below = false) {
  const latest = useRef(actions);
  useLayoutEffect(() => {
    latest.current = actions;
  });
  const names = actions.map((action) => `${action.key}:${action.label}`).join('|');
  useEffect(() => {
    if (!enabled || names === '') return;
    const layer = {
      actions: latest.current.map((action) => ({
        ...action,
        run: (event: KeyboardEvent) => latest.current.find((now) => now.key === action.key)?.run(event),
      })),
    };
    if (below) layers.unshift(layer);
    else layers.push(layer);
    changed();
    return () => {
      layers.splice(layers.indexOf(layer), 1);
      changed();
    };
  }, [names, enabled, below]);
}

/** All keys that act now. */
export const useAllKeys = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );

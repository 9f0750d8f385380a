import { useSyncExternalStore } from 'react';
import { size } from '../tokens.ts';

function media(query: string) {
  const list = matchMedia(query);
  const subscribe = (listener: () => void) => {
    list.addEventListener('change', listener);
    return () => list.removeEventListener('change', listener);
  };
  return () => useSyncExternalStore(subscribe, () => list.matches);
}

/** Under 768 px: bottom tabs, cards instead of tables, sticky primary action. */
export const usePhone = media(`(max-width: ${size.phone - 0.02}px)`);
/** 768 to 1080 px: the side navigation is a rail. */
export const useNarrow = media(`(max-width: ${size.narrow - 0.02}px)`);
/** From 1400 px: room for a second navigation. */
export const useWide = media(`(min-width: ${size.wide}px)`);
/** Keys are not printed where there is no keyboard. */
export const useTouch = media('(hover: none)');

const online = (listener: () => void) => {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
};
export const useOnline = () => useSyncExternalStore(online, () => navigator.onLine);

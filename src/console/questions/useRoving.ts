import type { KeyboardEvent } from 'react';

/** Arrow keys among the buttons of one answer; Tab goes past them as one. */
export function useRoving<T extends string | number>(
  values: readonly T[],
  chosen: T | undefined,
  set: (value: T) => void,
): { readonly tabIndex: (value: T) => 0 | -1; readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void } {
  const at = chosen === undefined ? -1 : values.indexOf(chosen);
  return {
    tabIndex: (value) => (value === (at < 0 ? values[0] : chosen) ? 0 : -1),
    onKeyDown(event) {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      const next = Math.min(values.length - 1, Math.max(0, at + step));
      const value = values[next];
      if (value === undefined) return;
      set(value);
      event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]')[next]?.focus();
    },
  };
}

/** What is being said comes word by word, or is read aloud; then the call is told that it has been said. */
import { useEffect, useEffectEvent, useState } from 'react';
import type { SandboxCall } from '../../contract-sandbox.ts';
import { useReader } from '../flows/useReader.ts';

/** Quicker than a voice, slow enough to press a key while it is said. */
const CHARACTERS_PER_SECOND = { zh: 16, en: 40 } as const;
const TICK_MS = 60;
const AT_ONCE_MS = 900;

export interface Saying {
  /** Of the last thing that is said, so many characters are to be seen; null: all. */
  readonly shown: number | null;
  readonly error: unknown;
}

export function useSaying(call: SandboxCall, aloud: boolean, said: (at: number) => void): Saying {
  const { at, waits, locale } = call;
  const text = call.lines.findLast((line) => line.who === 'us')?.text ?? '';
  const reader = useReader();
  const [calm] = useState(() => matchMedia('(prefers-reduced-motion: reduce)').matches);
  const [come, setCome] = useState({ at, characters: 0 });
  const over = useEffectEvent(() => said(at));
  const speak = useEffectEvent((then: () => void) => {
    void reader.read([{ text, locale }]).then(then);
  });
  const quiet = useEffectEvent(() => reader.stop());
  useEffect(() => {
    if (waits !== 'heard') return;
    if (aloud) {
      let gone = false;
      speak(() => {
        if (!gone) over();
      });
      return () => {
        gone = true;
        quiet();
      };
    }
    if (calm) {
      const timer = setTimeout(over, AT_ONCE_MS);
      return () => clearTimeout(timer);
    }
    const began = performance.now();
    const timer = setInterval(() => {
      const characters = Math.floor(((performance.now() - began) / 1000) * CHARACTERS_PER_SECOND[locale]);
      setCome({ at, characters });
      if (characters < text.length) return;
      clearInterval(timer);
      over();
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [at, waits, aloud, calm, locale, text]);
  const typed = waits === 'heard' && !aloud && !calm;
  return { shown: typed ? (come.at === at ? come.characters : 0) : null, error: reader.error };
}

/** What is being said comes word by word, or is read aloud; then the call is told that it has been said. */
import { useEffect, useEffectEvent, useState } from 'react';
import type { SandboxCall } from '../../contract-sandbox.ts';
import { useReader } from '../flows/useReader.ts';

/** Quicker than a voice, slow enough to press a key while it is said. */
const CHARACTERS_PER_SECOND = { zh: 16, en: 40 } as const;
const TICK_MS = 60;
const AT_ONCE_MS = 900;

const calm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

export interface Saying {
  /** Of the last thing that is said, so many characters are to be seen; null: all. */
  readonly shown: number | null;
  readonly error: unknown;
}

export function useSaying(call: SandboxCall, aloud: boolean, said: (at: number) => void): Saying {
  const { at, waits, locale } = call;
  const text = call.lines.findLast((line) => line.who === 'us')?.text ?? '';
  const reader = useReader();
  const [shown, setShown] = useState<number | null>(null);
  const over = useEffectEvent(() => said(at));
  const speak = useEffectEvent((then: () => void) => {
    void reader.read([{ text, locale }]).then(then);
  });
  const quiet = useEffectEvent(() => reader.stop());
  useEffect(() => {
    if (waits !== 'heard') return;
    let gone = false;
    const done = () => {
      if (gone) return;
      gone = true;
      setShown(null);
      over();
    };
    if (aloud) {
      speak(done);
      return () => {
        gone = true;
        quiet();
      };
    }
    if (calm()) {
      const timer = setTimeout(done, AT_ONCE_MS);
      return () => clearTimeout(timer);
    }
    const began = performance.now();
    setShown(0);
    const timer = setInterval(() => {
      const so = Math.floor(((performance.now() - began) / 1000) * CHARACTERS_PER_SECOND[locale]);
      if (so < text.length) return setShown(so);
      clearInterval(timer);
      done();
    }, TICK_MS);
    return () => {
      clearInterval(timer);
      setShown(null);
    };
  }, [at, waits, aloud, locale, text]);
  return { shown: waits === 'heard' ? shown : null, error: reader.error };
}

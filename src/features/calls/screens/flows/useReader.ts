/** Reads words aloud in the voice that calls use, one after the other. */
import { useEffect, useRef, useState } from 'react';
import { addressOf, problemOf } from './sound.ts';
import { useWorkspaceId } from '../../../../console/lib/session.tsx';
import type { ApiProblem } from '../../../../console/lib/problem.ts';

export interface Utterance {
  readonly text: string;
  readonly locale: 'zh' | 'en';
  readonly recorded?: string | undefined;
}

export function useReader() {
  const workspace = useWorkspaceId() ?? '';
  const player = useRef<HTMLAudioElement | null>(null);
  const turn = useRef(0);
  const [reading, setReading] = useState(false);
  const [error, setError] = useState<ApiProblem | null>(null);
  const stop = (): void => {
    turn.current += 1;
    player.current?.pause();
    setReading(false);
  };
  useEffect(
    () => () => {
      turn.current += 1;
      player.current?.pause();
    },
    [],
  );
  const read = async (utterances: readonly Utterance[]): Promise<void> => {
    stop();
    const mine = turn.current;
    setError(null);
    setReading(true);
    try {
      for (const each of utterances) {
        const address = await addressOf(workspace, each);
        if (turn.current !== mine) return;
        const audio = new Audio(address);
        player.current = audio;
        await played(audio);
        if (address.startsWith('blob:')) URL.revokeObjectURL(address);
        if (turn.current !== mine) return;
      }
    } catch (problem) {
      setError(problemOf(problem));
    }
    if (turn.current === mine) setReading(false);
  };
  return { read, stop, reading, error };
}

function played(audio: HTMLAudioElement): Promise<void> {
  return new Promise((resolve, reject) => {
    audio.addEventListener('ended', () => resolve());
    audio.addEventListener('pause', () => resolve());
    audio.addEventListener('error', () => reject(new Error('sound')));
    audio.play().catch(reject);
  });
}

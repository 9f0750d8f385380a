/** A call walked through without a telephone: the same machine that conducts real ones. */
import { useState } from 'react';
import {
  type CallFlow,
  type CallRun,
  type Command,
  compileCall,
  type Input,
  NOT_CALLED,
  type Prompt,
  step,
} from '../../../../engine/callflow/index.ts';

export type WalkLine =
  | { readonly who: 'call'; readonly prompts: readonly Prompt[] }
  | { readonly who: 'her'; readonly key: string | null }
  | { readonly who: 'note'; readonly what: 'recording' | 'ringing' | 'talking' | 'optedOut' | 'ended' };

export interface Walk {
  readonly run: CallRun;
  readonly lines: readonly WalkLine[];
}

const FRESH: Walk = { run: NOT_CALLED, lines: [] };

export function useWalk(flow: CallFlow, said: (prompts: readonly Prompt[]) => void) {
  const [walk, setWalk] = useState<Walk>(FRESH);
  const take = (from: Walk, input: Input, mine: readonly WalkLine[] = []): void => {
    const next = onward(flow, from, input, mine);
    setWalk(next);
    said(next.lines.slice(from.lines.length).flatMap((line) => (line.who === 'call' ? line.prompts : [])));
  };
  const { run } = walk;
  return {
    ...walk,
    start: () => take(FRESH, { kind: 'answered' }),
    reset: () => setWalk(FRESH),
    press: (key: string) => take(walk, { kind: 'key', key }, [{ who: 'her', key }]),
    silence: () => take(walk, { kind: 'timer', timer: run.timer }, [{ who: 'her', key: null }]),
    recorded: () => take(walk, { kind: 'recorded', record: run.doing, ms: 3_000 }),
    joined: (ok: boolean) => take(walk, { kind: 'joined', transfer: run.doing, ok }),
    hangUp: () => take(walk, { kind: 'hungUp' }, [{ who: 'note', what: 'ended' }]),
  };
}

/** What is said is heard to its end at once: it waits only for her. */
function onward(flow: CallFlow, { run, lines }: Walk, first: Input, mine: readonly WalkLine[]): Walk {
  const call = compileCall(flow);
  const told: WalkLine[] = [...lines, ...mine];
  let now = run;
  for (let input: Input | null = first; input !== null; ) {
    const stepped = step(call, now, input);
    now = stepped.run;
    told.push(...stepped.commands.flatMap(linesOf));
    if (now.phase === 'talking' && input.kind === 'joined') told.push({ who: 'note', what: 'talking' });
    input = SAYING.has(now.phase) ? { kind: 'played', play: now.doing } : null;
  }
  return { run: now, lines: told };
}

const SAYING: ReadonlySet<CallRun['phase']> = new Set(['opening', 'saying', 'asking', 'leaving']);

function linesOf(command: Command): WalkLine[] {
  switch (command.kind) {
    case 'play':
      return [{ who: 'call', prompts: command.prompts }];
    case 'record':
      return [{ who: 'note', what: 'recording' }];
    case 'transfer':
      return [{ who: 'note', what: 'ringing' }];
    case 'optOut':
      return [{ who: 'note', what: 'optedOut' }];
    case 'hangUp':
      return [{ who: 'note', what: 'ended' }];
    default:
      return [];
  }
}

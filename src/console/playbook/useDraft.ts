import { useState } from 'react';
import { getPlaybook, importPlaybook, listPlaybooks, type PlaybookDetail } from '../../features/playbooks/contract.ts';
import type { ApiProblem } from '../lib/problem.ts';
import { useCan, useWorkspace } from '../lib/session.tsx';
import { useAction, useInvalidate } from '../query.ts';
import { back, begin, isTouched, put } from './history.ts';

export type Definition = PlaybookDetail['definition'];

export interface DraftOf<T> {
  /** What this editor writes of a document. */
  readonly read: (definition: Definition) => T;
  /** A document with what was changed put in, and nothing else: it may be a newer one than the draft began with. */
  readonly write: (definition: Definition, now: T, first: T) => Definition;
  /** Stands in the list of versions. */
  readonly note: string;
}

export interface Draft<T> {
  readonly now: T;
  /** `field`: what was written, by the name its errors are asked for; typing on in it is one step. */
  readonly set: (now: T, field?: string) => void;
  readonly touched: boolean;
  readonly canUndo: boolean;
  readonly undo: () => void;
  readonly discard: () => void;
  readonly save: () => void;
  readonly saving: boolean;
  /** The version that was saved last. */
  readonly saved: number | null;
  readonly error: ApiProblem | null;
  /** The document that was sent last: the paths of its errors are of it. */
  readonly sent: Definition | null;
  /** The fields written since: their errors are of the text before. */
  readonly mended: ReadonlySet<string>;
  /** The newest version where somebody else made one; nothing is written over it unasked. */
  readonly newer: PlaybookDetail | null;
  /** Puts what was changed on top of it. */
  readonly saveOnTop: () => void;
  /** Lets go of what was changed. */
  readonly load: () => void;
}

/** May the documents of playbooks be changed here, by this person? */
export function useMayEdit(): boolean {
  const can = useCan();
  const workspace = useWorkspace();
  return can('playbooks:write') && workspace.kind !== 'scratch';
}

/** A part of a playbook's document while somebody writes it, kept as a new version. */
export function useDraft<T>(playbook: PlaybookDetail, { read, write, note }: DraftOf<T>): Draft<T> {
  const [base, setBase] = useState<{ readonly version: number; readonly definition: Definition }>(playbook);
  const [history, setHistory] = useState(() => begin(read(playbook.definition)));
  const [mended, setMended] = useState<ReadonlySet<string>>(new Set());
  const [sent, setSent] = useState<{ readonly definition: Definition; readonly now: T } | null>(null);
  const [saved, setSaved] = useState<number | null>(null);
  const invalidate = useInvalidate();
  const action = useAction(importPlaybook, {
    changes: [getPlaybook, listPlaybooks],
    onDone: ({ version }) => {
      if (!sent) return;
      setBase({ version, definition: sent.definition });
      // What was written while it was being saved stays written.
      const first = read(sent.definition);
      setHistory((held) => (held.now === sent.now ? begin(first) : { ...held, first }));
      setSaved(version);
    },
  });
  const touched = isTouched(history);
  const isNewer = playbook.version > base.version;
  const start = (from: typeof base) => {
    setBase(from);
    setHistory(begin(read(from.definition)));
    setSaved(null);
    setSent(null);
  };
  if (isNewer && !touched && !action.isPending) start(playbook);
  const send = (from: typeof base) => {
    const definition = write(from.definition, history.now, history.first);
    setSent({ definition, now: history.now });
    setMended(new Set());
    setSaved(null);
    action.mutate(
      { body: { definition, note, base: from.version } },
      // Who it was, and what stands there now.
      { onError: ({ code }) => void (code === 'playbook_changed' && invalidate([getPlaybook])) },
    );
  };
  return {
    now: history.now,
    set: (now, field) => {
      setHistory((held) => put(held, now, field ?? null));
      if (field !== undefined) setMended((held) => new Set([...held, field]));
      setSaved(null);
    },
    touched,
    canUndo: history.before.length > 0,
    undo: () => setHistory(back),
    discard: () => start(isNewer ? playbook : base),
    save: () => send(base),
    saving: action.isPending,
    saved,
    error: sent ? action.error : null,
    sent: sent?.definition ?? null,
    mended,
    newer: isNewer ? playbook : null,
    saveOnTop: () => send(playbook),
    load: () => start(playbook),
  };
}

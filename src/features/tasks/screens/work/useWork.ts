import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { compileForm, compileWhen } from '../../../../engine/forms/index.ts';
import { call } from '../../../../console/api.ts';
import { asProblem } from '../../../../console/lib/problem.ts';
import { useWorkspace } from '../../../../console/lib/session.tsx';
import { follow, type Followed } from '../../../scripts/contract-follow.ts';
import { type DraftContent, saveDraft, type TaskDetail } from '../../contract.ts';
import { keepHere, readKept } from './kept.ts';

export type SavedState =
  | { readonly kind: 'none' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'here' }
  | { readonly kind: 'refused'; readonly message: string };

const EMPTY: DraftContent = { answers: {}, said: [], at: null, note: '', openReason: '', next: null };
/** Typing rests so long before it is sent. */
const PAUSE_MS = 700;

export interface Work {
  readonly content: DraftContent;
  /** Answers that belong to the form as it is shown now. */
  readonly answers: Readonly<Record<string, unknown>>;
  /** Questions that a condition hides. */
  readonly hidden: ReadonlySet<string>;
  readonly followed: Followed | null;
  readonly saved: SavedState;
  readonly change: (more: Partial<DraftContent>) => void;
  /** `at`: the step to stay at, for answers of several parts. */
  readonly answer: (question: string, value: unknown, at?: string | null) => void;
  readonly say: (step: string) => void;
  readonly goTo: (step: string | null) => void;
  /** What is wrong with the answers as a finished record, by question. */
  readonly flaws: () => readonly {
    readonly question: string;
    readonly words: { readonly zh: string; readonly en: string };
  }[];
}

/** A task as it is worked on: what is typed, the script that follows it, and where it is kept. One per task: key the component by its id. */
export function useWork(detail: TaskDetail, onFirst: () => void): Work {
  const { id: workspace } = useWorkspace();
  const { taskId } = detail.task;
  const [content, setContent] = useState<DraftContent>(() => firstContent(workspace, detail));
  const [saved, setSaved] = useState<SavedState>(() =>
    detail.draft ? { kind: 'saved', at: detail.draft.savedAt } : { kind: 'none' },
  );
  const form = useMemo(() => (detail.form ? compileForm(detail.form) : null), [detail.form]);
  const clean = useMemo(
    () => (form ? form.validate(content.answers, { partial: true }).answers : content.answers),
    [form, content.answers],
  );
  const hidden = useMemo(() => form?.hidden(clean) ?? new Set<string>(), [form, clean]);
  const followed = useMemo(
    () =>
      detail.script
        ? follow(detail.script, { answers: clean, said: content.said, at: content.at }, (when, answers) =>
            compileWhen(when)(answers),
          )
        : null,
    [detail.script, clean, content.said, content.at],
  );

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(content);
  const touched = useRef(false);
  const send = useCallback(async () => {
    const sent = latest.current;
    setSaved({ kind: 'saving' });
    try {
      const { savedAt } = await call(saveDraft, { params: { task: taskId }, body: sent }, { workspace });
      if (latest.current !== sent) return;
      keepHere(workspace, taskId, { content: sent, at: Date.now(), sent: true });
      setSaved({ kind: 'saved', at: savedAt });
    } catch (error) {
      const problem = asProblem(error);
      setSaved(problem.passing ? { kind: 'here' } : { kind: 'refused', message: problem.message });
    }
  }, [taskId, workspace]);

  const change = useCallback(
    (more: Partial<DraftContent>) => {
      if (!touched.current) onFirst();
      touched.current = true;
      const next = { ...latest.current, ...more };
      latest.current = next;
      setContent(next);
      keepHere(workspace, taskId, { content: next, at: Date.now(), sent: false });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void send(), PAUSE_MS);
    },
    [onFirst, send, taskId, workspace],
  );

  useEffect(() => {
    const again = () => {
      if (touched.current) void send();
    };
    addEventListener('online', again);
    return () => {
      removeEventListener('online', again);
      clearTimeout(timer.current);
    };
  }, [send]);

  // One browser may have typed what another has not seen: it goes to the server with the first look.
  useEffect(() => {
    const kept = readKept(workspace, taskId);
    if (kept && !kept.sent && detail.mine) {
      touched.current = true;
      timer.current = setTimeout(() => void send(), 0);
    }
  }, [workspace, taskId, detail.mine, send]);

  return {
    content,
    answers: clean,
    hidden,
    followed,
    saved,
    change,
    answer: (question, value, at = null) => {
      const answers = { ...latest.current.answers };
      if (value === undefined || value === '') delete answers[question];
      else answers[question] = value;
      change({ answers, at });
    },
    say: (step) => change({ said: [...new Set([...latest.current.said, step])], at: null }),
    goTo: (step) => change({ at: step }),
    flaws: () =>
      form?.validate(latest.current.answers).errors.map(({ question, words }) => ({ question, words })) ?? [],
  };
}

/** The newer of what this browser and the server have. */
function firstContent(workspace: string, { task, draft, answers }: TaskDetail): DraftContent {
  if (task.endedAt) return { ...EMPTY, answers: answers ?? {}, note: task.note ?? '', openReason: '' };
  const kept = readKept(workspace, task.taskId);
  if (kept && (!draft || !kept.sent)) return kept.content;
  return draft?.content ?? EMPTY;
}

import type { Answers, AnswerError } from '../../engine/forms/index.ts';
import type { NoteKind } from '../../h5/page/words.ts';
import { STATUS } from './decide.ts';
import type { Visit } from './visit.ts';

/** What is to be shown, decided inside the transaction and sent after it. */
export type Shown =
  | {
      readonly show: 'form';
      readonly status: number;
      readonly visit: Visit;
      readonly answers: Answers;
      readonly errors: readonly AnswerError[];
    }
  | { readonly show: 'note'; readonly status: number; readonly visit: Visit; readonly kind: NoteKind }
  | { readonly show: 'stop'; readonly visit: Visit }
  | { readonly show: 'done' };

/** `done`: she comes from submitting. */
export function closed(seen: Visit, done: boolean): Shown {
  const { state } = seen;
  const kind = state === 'answered' ? (done ? 'thanks' : 'answered') : state === 'expired' ? 'expired' : 'revoked';
  return { show: 'note', status: STATUS[state], visit: seen, kind };
}

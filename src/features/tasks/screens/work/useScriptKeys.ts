import { useEffect, useRef } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { type KeyAction, useKeys } from '../../../../console/lib/keys.ts';
import type { Question } from '../../../../engine/forms/form.ts';
import { answerByDigit, isPartial, numbersOf } from '../../../../console/questions/answers.ts';
import { words } from '../words.ts';
import type { Work } from './useWork.ts';

/** After a 1 a 0 within this time means 10. */
const TEN_MS = 450;

/** Digits answer the step of the moment, Enter says it, arrows go back and forth. */
export function useScriptKeys(work: Work, questions: readonly Question[], enabled: boolean): void {
  const t = useWords(words);
  const ten = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(ten.current), []);
  const steps = work.followed?.steps ?? [];
  const current = work.followed?.current ?? null;
  const question = questions.find(({ id }) => id === current?.step.question);
  const go = (by: 1 | -1) => {
    const at = current ? steps.indexOf(current) : steps.length;
    const next = steps[at + by];
    if (next) work.goTo(next.step.id);
  };
  const answer = (digit: number) => {
    if (!question) return;
    const value = answerByDigit(question, work.content.answers[question.id], digit);
    if (value !== undefined)
      work.answer(question.id, value, isPartial(question, value) ? (current?.step.id ?? null) : null);
  };
  const press = (digit: number) => {
    const waiting = ten.current !== undefined;
    clearTimeout(ten.current);
    ten.current = undefined;
    if (waiting && digit === 0) return answer(10);
    if (waiting) answer(1);
    if (digit !== 1 || !question || !numbersOf(question)?.includes(10)) return answer(digit);
    ten.current = setTimeout(() => {
      ten.current = undefined;
      answer(1);
    }, TEN_MS);
  };
  const digits: KeyAction[] = question
    ? Array.from({ length: 10 }, (_, digit) => ({
        key: String(digit),
        label: t('keys.pick'),
        run: () => press(digit),
      }))
    : [];
  useKeys(
    [
      ...digits,
      { key: 'ArrowUp', label: t('keys.back'), run: () => go(-1) },
      { key: 'ArrowDown', label: t('keys.forward'), run: () => go(1) },
      ...(current
        ? [
            {
              key: 'Enter',
              label: t('act.said'),
              run: () => (current.step.question ? work.goTo(null) : work.say(current.step.id)),
            },
          ]
        : []),
    ],
    enabled && work.followed !== null,
  );
}

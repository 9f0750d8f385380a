import { useSay, useWords } from '../lib/i18n.ts';
import type { NpsQuestion, ScaleQuestion } from '../../engine/forms/form.ts';
import { words } from './words.ts';
import { numbersOf } from './answers.ts';
import { useRoving } from './useRoving.ts';

/** 0 to 10, 0 to 5: one row of numbers. */
export function Numbers({
  question,
  value,
  set,
  disabled,
}: {
  question: NpsQuestion | ScaleQuestion;
  value: unknown;
  set: (value: unknown) => void;
  disabled?: boolean;
}) {
  const t = useWords(words);
  const say = useSay();
  const numbers = numbersOf(question) ?? [];
  const chosen = typeof value === 'number' ? value : undefined;
  const roving = useRoving(numbers, chosen, set);
  const [low, high] =
    question.kind === 'scale'
      ? [question.low ? say(question.low) : '', question.high ? say(question.high) : '']
      : [t('low'), t('high')];
  return (
    <div>
      <div className="hx-numbers" role="radiogroup" aria-label={say(question.title)} onKeyDown={roving.onKeyDown}>
        {numbers.map((number) => (
          <button
            key={number}
            type="button"
            role="radio"
            aria-checked={chosen === number}
            tabIndex={roving.tabIndex(number)}
            disabled={disabled}
            className={chosen === number ? 'on' : undefined}
            onClick={() => set(chosen === number ? undefined : number)}
          >
            {number}
          </button>
        ))}
      </div>
      {low || high ? (
        <div className="hx-ends">
          <span>{low}</span>
          <span>{high}</span>
        </div>
      ) : null}
    </div>
  );
}

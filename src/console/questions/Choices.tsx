import { useSay } from '../lib/i18n.ts';
import { KeyHint } from '../ui/KeyHint.tsx';
import { Icon } from '../ui/Icon.tsx';
import type { MultipleQuestion, SingleQuestion } from '../../engine/forms/form.ts';

/** Options as buttons; `big` is the script, with the digit that chooses each. */
export function Choices({
  question,
  value,
  set,
  big,
  disabled,
}: {
  question: SingleQuestion | MultipleQuestion;
  value: unknown;
  set: (value: unknown) => void;
  big?: boolean;
  disabled?: boolean;
}) {
  const say = useSay();
  const several = question.kind === 'multiple';
  const chosen = several ? (Array.isArray(value) ? (value as string[]) : []) : [value];
  const choose = (option: string) => {
    if (!several) return set(value === option ? undefined : option);
    const next = chosen.includes(option) ? chosen.filter((each) => each !== option) : [...chosen, option];
    set(next.length > 0 ? next : undefined);
  };
  return (
    <div
      className={big ? 'hx-choices big' : 'hx-choices'}
      role={several ? 'group' : 'radiogroup'}
      aria-label={say(question.title)}
    >
      {question.options.map((option, at) => {
        const on = chosen.includes(option.value);
        return (
          <button
            key={option.value}
            type="button"
            role={several ? 'checkbox' : 'radio'}
            aria-checked={on}
            disabled={disabled}
            className={on ? 'on' : undefined}
            onClick={() => choose(option.value)}
          >
            {big && at < 9 ? <KeyHint keys={String(at + 1)} /> : null}
            <span className="grow">{say(option.label)}</span>
            {on && (big || several) ? <Icon name="check" size={14} /> : null}
          </button>
        );
      })}
    </div>
  );
}

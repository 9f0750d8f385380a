import { type ReactNode, useId } from 'react';

/** One of a few, each with what it means: rows to tap rather than a list that hides them. */
export function Choices<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly { readonly value: T; readonly label: ReactNode; readonly what?: ReactNode }[];
  onChange: (value: T) => void;
}) {
  const name = useId();
  return (
    <fieldset className="hx-choice-set">
      <legend>{label}</legend>
      <div className="hx-choices">
        {options.map((option) => (
          <label key={option.value}>
            <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
            <span>{option.label}</span>
            {option.what ? <span className="what">{option.what}</span> : null}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

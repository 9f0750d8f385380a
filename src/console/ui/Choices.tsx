import './Choices.css';

export interface Choice<K extends string> {
  readonly key: K;
  readonly label: string;
}

/** One of a few, as a row of pills: a dimension, an arm. More than seven belong into a menu. */
export function Choices<K extends string>({
  label,
  options,
  value,
  choose,
}: {
  /** What is chosen, for who does not see it. */
  label: string;
  options: readonly Choice<K>[];
  value: K;
  choose: (key: K) => void;
}) {
  return (
    <div className="hx-one-of" role="group" aria-label={label}>
      {options.map((one) => (
        <button key={one.key} type="button" aria-pressed={one.key === value} onClick={() => choose(one.key)}>
          {one.label}
        </button>
      ))}
    </div>
  );
}

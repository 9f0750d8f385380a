import { useSay, useWords } from '../lib/i18n.ts';
import { Icon } from '../ui/Icon.tsx';
import type { StarsQuestion } from '../../engine/forms/form.ts';
import { words } from './words.ts';
import { useRoving } from './useRoving.ts';

type Rows = Readonly<Record<string, number>>;

export function Stars({
  question,
  value,
  set,
  disabled,
}: {
  question: StarsQuestion;
  value: unknown;
  set: (value: unknown) => void;
  disabled?: boolean;
}) {
  const say = useSay();
  const most = question.most ?? 5;
  if (!question.rows)
    return (
      <Row
        label={say(question.title)}
        bare
        most={most}
        value={typeof value === 'number' ? value : undefined}
        set={set}
        disabled={disabled}
      />
    );
  const rows = (typeof value === 'object' && value !== null ? value : {}) as Rows;
  return (
    <div>
      {question.rows.map(({ id, label }) => (
        <Row
          key={id}
          label={say(label)}
          most={most}
          value={rows[id]}
          disabled={disabled}
          set={(stars) => {
            const { [id]: _old, ...others } = rows;
            const next = stars === undefined ? others : { ...others, [id]: stars };
            set(Object.keys(next).length > 0 ? next : undefined);
          }}
        />
      ))}
    </div>
  );
}

function Row({
  label,
  bare,
  most,
  value,
  set,
  disabled,
}: {
  label: string;
  bare?: boolean;
  most: number;
  value: number | undefined;
  set: (value: number | undefined) => void;
  disabled?: boolean;
}) {
  const t = useWords(words);
  const numbers = Array.from({ length: most }, (_, at) => at + 1);
  const roving = useRoving(numbers, value, set);
  return (
    <div className="hx-stars">
      {bare ? null : <span className="name">{label}</span>}
      <div className="row g4" role="radiogroup" aria-label={label} onKeyDown={roving.onKeyDown}>
        {numbers.map((stars) => (
          <button
            key={stars}
            type="button"
            role="radio"
            aria-checked={value === stars}
            aria-label={`${stars}`}
            tabIndex={roving.tabIndex(stars)}
            disabled={disabled}
            className={value !== undefined && stars <= value ? 'f' : undefined}
            onClick={() => set(value === stars ? undefined : stars)}
          >
            <Icon name="star" size={18} />
          </button>
        ))}
      </div>
      <span className="points">{value === undefined ? '' : t('points', { n: value })}</span>
    </div>
  );
}

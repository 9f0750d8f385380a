import { Input, InputNumber, Select } from 'antd';
import { useSay, useWords } from '../../lib/i18n.ts';
import type { Words } from '../../../engine/words.ts';
import { words } from '../words.ts';

export interface EditorProps {
  readonly value: unknown;
  readonly change: (value: unknown) => void;
  readonly label: string;
}

export const UNITS = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export const DATE_UNITS = UNITS.slice(2);

type Choices = readonly { readonly value: string; readonly label: Words }[];

/** One value of a kind: text, number, yes/no, a choice, a day. */
export function One({
  value,
  change,
  label,
  kind,
  choices,
  unit,
}: EditorProps & { kind: string; choices?: Choices; unit?: Words }) {
  const t = useWords(words);
  const say = useSay();
  if (kind === 'number') {
    const mark = unit ? say(unit) : undefined;
    const before = mark !== undefined && /^[¥$€£]/.test(mark);
    return (
      <InputNumber
        aria-label={label}
        className="short"
        prefix={before ? mark : undefined}
        suffix={before ? undefined : mark}
        value={typeof value === 'number' ? value : null}
        onChange={(next) => change(next ?? undefined)}
      />
    );
  }
  if (kind === 'boolean')
    return (
      <Select
        aria-label={label}
        className="short"
        placeholder={t('value.choose')}
        value={typeof value === 'boolean' ? String(value) : undefined}
        onChange={(next: string) => change(next === 'true')}
        options={[
          { value: 'true', label: t('value.yes') },
          { value: 'false', label: t('value.no') },
        ]}
      />
    );
  if (kind === 'date' || kind === 'instant')
    return (
      <Input
        type="date"
        aria-label={label}
        className="day"
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => change(event.target.value || undefined)}
      />
    );
  if (choices)
    return (
      <Select
        aria-label={label}
        className="middle"
        showSearch
        optionFilterProp="label"
        placeholder={t('value.choose')}
        value={typeof value === 'string' ? value : undefined}
        onChange={change}
        options={choices.map((one) => ({ value: one.value, label: say(one.label) }))}
      />
    );
  return (
    <Input
      aria-label={label}
      className="middle"
      placeholder={t('value.text')}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => change(event.target.value)}
    />
  );
}

/** Several values: chosen when the choices are known, typed otherwise. */
export function Many({ value, change, label, kind, choices }: EditorProps & { kind: string; choices?: Choices }) {
  const t = useWords(words);
  const say = useSay();
  const chosen = Array.isArray(value) ? value.map(String) : [];
  return (
    <Select
      aria-label={label}
      className="wide"
      mode={choices ? 'multiple' : 'tags'}
      optionFilterProp="label"
      placeholder={choices ? t('value.choose') : t('value.many')}
      tokenSeparators={choices ? undefined : [',', '，', '、']}
      suffixIcon={choices ? undefined : null}
      open={choices ? undefined : false}
      value={chosen}
      onChange={(next: string[]) =>
        change(kind === 'number' ? next.map(Number).filter((one) => Number.isFinite(one)) : next)
      }
      options={choices?.map((one) => ({ value: one.value, label: say(one.label) }))}
    />
  );
}

export function Pair(props: EditorProps & { kind: string; unit?: Words }) {
  const t = useWords(words);
  const [low, high] = Array.isArray(props.value) ? props.value : [];
  return (
    <span className="pair">
      <One {...props} value={low} change={(next) => props.change([next, high])} />
      <span className="t3">{t('value.and')}</span>
      <One {...props} value={high} change={(next) => props.change([low, next])} />
    </span>
  );
}

/** A length of time. */
export function Span({ value, change, label, units = UNITS }: EditorProps & { units?: readonly string[] }) {
  const t = useWords(words);
  const { n, unit } = (value ?? {}) as { n?: number; unit?: string };
  const base = typeof value === 'object' && value !== null ? value : {};
  return (
    <span className="pair">
      <InputNumber
        aria-label={label}
        className="tiny"
        min={1}
        precision={0}
        value={typeof n === 'number' ? n : null}
        onChange={(next) => change({ ...base, n: next ?? undefined })}
      />
      <Select
        aria-label={label}
        className="unit"
        value={unit ?? 'day'}
        onChange={(next: string) => change({ ...base, unit: next })}
        options={UNITS.filter((one) => units.includes(one)).map((one) => ({ value: one, label: t(`unit.${one}`) }))}
      />
    </span>
  );
}

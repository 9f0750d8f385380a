import { Select } from 'antd';
import { useSay, useWords } from '../../lib/i18n.ts';
import { Icon } from '../../ui/Icon.tsx';
import { fitValue } from '../condition.ts';
import { type EventProperty, type EventType, type Fields, eventOperatorsOf } from '../fields.ts';
import { words } from '../words.ts';
import { Many, One, Pair } from './parts.tsx';

interface Line {
  readonly field: string;
  readonly operator: string;
  readonly value?: unknown;
}

/** Further conditions on the events themselves: their amount and properties. */
export function Where({
  types,
  fields,
  value,
  change,
}: {
  types: readonly EventType[];
  fields: Fields;
  value: unknown;
  change: (lines: readonly Line[] | undefined) => void;
}) {
  const t = useWords(words);
  const lines = Array.isArray(value) ? (value as readonly Line[]) : [];
  const amount: EventProperty = {
    name: 'amount',
    kind: 'number',
    label: { zh: t('value.amount'), en: t('value.amount') },
  };
  // Several types at once share only the amount.
  const properties = [amount, ...(types.length === 1 ? (types[0]?.properties ?? []) : [])];
  const replace = (at: number, next: Line | null) => {
    const rest = lines.flatMap((line, index) => (index === at ? (next ? [next] : []) : [line]));
    change(rest.length > 0 ? rest : undefined);
  };
  return (
    <div className={lines.length > 0 ? 'where' : 'where none'}>
      {lines.map((line, at) => (
        <WhereLine
          // oxlint-disable-next-line react/no-array-index-key -- lines have no name of their own
          key={at}
          line={line}
          properties={properties}
          fields={fields}
          unit={types[0]?.amountUnit}
          change={(next) => replace(at, next)}
        />
      ))}
      <button
        type="button"
        className="hx-link f12"
        onClick={() => change([...lines, { field: 'amount', operator: '>', value: undefined }])}
      >
        {t('value.addWhere')}
      </button>
    </div>
  );
}

function WhereLine({
  line,
  properties,
  fields,
  unit,
  change,
}: {
  line: Line;
  properties: readonly EventProperty[];
  fields: Fields;
  unit: EventType['amountUnit'];
  change: (line: Line | null) => void;
}) {
  const t = useWords(words);
  const say = useSay();
  const property = properties.find((one) => one.name === line.field) ?? properties[0];
  if (!property) return null;
  const operators = eventOperatorsOf(fields, property.kind);
  const operator = operators.find((one) => one.name === line.operator) ?? operators[0];
  const shape = operator?.shape ?? 'one';
  const editor = {
    value: line.value,
    label: say(property.label),
    kind: property.kind,
    choices: property.choices,
    unit: property.name === 'amount' ? unit : undefined,
    change: (value: unknown) => change({ ...line, value }),
  };
  return (
    <div className="line">
      <span className="t3">{t('value.where')}</span>
      <Select
        aria-label={t('query.field')}
        className="unit"
        popupMatchSelectWidth={false}
        value={property.name}
        onChange={(field: string) => {
          const kind = properties.find((one) => one.name === field)?.kind ?? 'text';
          change({ field, operator: eventOperatorsOf(fields, kind)[0]?.name ?? '=' });
        }}
        options={properties.map((one) => ({ value: one.name, label: say(one.label) }))}
      />
      <Select
        aria-label={t('query.operator')}
        className="unit"
        popupMatchSelectWidth={false}
        value={operator?.name}
        onChange={(name: string) => {
          const next = operators.find((one) => one.name === name)?.shape ?? 'one';
          change({ ...line, operator: name, value: fitValue(next, name, line.value, []) });
        }}
        options={operators.map((one) => ({ value: one.name, label: say(one.label) }))}
      />
      {shape === 'pair' ? (
        <Pair {...editor} />
      ) : shape === 'many' ? (
        <Many {...editor} />
      ) : shape === 'one' ? (
        <One {...editor} />
      ) : null}
      <button type="button" className="hx-remove" aria-label={t('value.removeWhere')} onClick={() => change(null)}>
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}

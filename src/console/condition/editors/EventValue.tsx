import { InputNumber, Select } from 'antd';
import { useSay, useWords } from '../../lib/i18n.ts';
import { bagOf } from '../condition.ts';
import { type EventType, type Fields, eventsOf } from '../fields.ts';
import { words } from '../words.ts';
import { type EditorProps, Span } from './parts.tsx';
import { Where } from './Where.tsx';

/** Which events, in which window, how many or how much or how long ago, and only those that hold further conditions. */
export function EventValue({
  value,
  change,
  label,
  shape,
  operator,
  fields,
}: EditorProps & { shape: 'eventCount' | 'eventSum' | 'eventSpan' | 'event'; operator: string; fields: Fields }) {
  const t = useWords(words);
  const say = useSay();
  const bag = bagOf(value);
  const events = eventsOf(fields);
  const chosen = Array.isArray(bag.event) ? bag.event.map(String) : typeof bag.event === 'string' ? [bag.event] : [];
  const types = events.filter((one) => chosen.includes(one.type));
  const set = (next: Record<string, unknown>) => change({ ...bag, ...next });
  const measured = shape === 'eventCount' || shape === 'eventSum';
  return (
    <>
      <Select
        aria-label={`${label} ${t('value.event')}`}
        className="event"
        mode="multiple"
        maxTagCount={2}
        optionFilterProp="label"
        placeholder={t('value.event')}
        value={chosen}
        onChange={(next: string[]) => set({ event: next.length === 1 ? next[0] : next })}
        options={events.map((one) => ({ value: one.type, label: say(one.label) }))}
      />
      {shape === 'eventSum' ? <Property types={types} value={bag.property} set={set} /> : null}
      {measured ? <Numbers {...{ bag, set, label, operator, shape, types }} /> : null}
      {shape === 'eventSpan' ? (
        <Span
          label={label}
          value={{ n: bag.n, unit: bag.unit }}
          change={(next) => set(next as Record<string, unknown>)}
        />
      ) : null}
      {measured ? <Window value={bag.window} set={set} /> : null}
      <Where types={types} fields={fields} value={bag.where} change={(where) => set({ where })} />
    </>
  );
}

function Numbers({
  bag,
  set,
  label,
  operator,
  shape,
  types,
}: {
  bag: Readonly<Record<string, unknown>>;
  set: (next: Record<string, unknown>) => void;
  label: string;
  operator: string;
  shape: string;
  types: readonly EventType[];
}) {
  const t = useWords(words);
  const say = useSay();
  const two = /between/i.test(operator);
  const [low, high] = Array.isArray(bag.n) ? bag.n : [bag.n, bag.n];
  const unit = types[0]?.amountUnit;
  const field = (value: unknown, change: (next: number | undefined) => void) => (
    <InputNumber
      aria-label={label}
      className="tiny"
      min={0}
      precision={shape === 'eventCount' ? 0 : undefined}
      prefix={shape === 'eventSum' && bag.property === undefined && unit ? say(unit) : undefined}
      value={typeof value === 'number' ? value : null}
      onChange={(next) => change(next ?? undefined)}
    />
  );
  return (
    <>
      {two ? (
        <span className="pair">
          {field(low, (next) => set({ n: [next, high] }))}
          <span className="t3">{t('value.and')}</span>
          {field(high, (next) => set({ n: [low, next] }))}
        </span>
      ) : (
        field(low, (next) => set({ n: next }))
      )}
      {shape === 'eventCount' ? <span className="t3">{t('value.times')}</span> : null}
    </>
  );
}

/** What is summed: the amount, or a number the events carry. */
function Property({
  types,
  value,
  set,
}: {
  types: readonly EventType[];
  value: unknown;
  set: (next: Record<string, unknown>) => void;
}) {
  const t = useWords(words);
  const say = useSay();
  const numbers = types.flatMap((one) => one.properties).filter((one) => one.kind === 'number');
  if (numbers.length === 0) return null;
  return (
    <Select
      aria-label={t('value.sumOf')}
      className="unit"
      popupMatchSelectWidth={false}
      value={typeof value === 'string' ? value : 'amount'}
      onChange={(next: string) => set({ property: next === 'amount' ? undefined : next })}
      options={[
        { value: 'amount', label: t('value.amount') },
        ...numbers.map((one) => ({ value: one.name, label: say(one.label) })),
      ]}
    />
  );
}

/** Any time, or the last so many days. */
function Window({ value, set }: { value: unknown; set: (next: Record<string, unknown>) => void }) {
  const t = useWords(words);
  const span = bagOf(value);
  const isSet = value !== undefined && value !== null;
  return (
    <>
      <Select
        aria-label={t('value.window')}
        className="window"
        popupMatchSelectWidth={false}
        value={isSet ? 'last' : 'all'}
        onChange={(next: string) => set({ window: next === 'all' ? undefined : { n: 90, unit: 'day' } })}
        options={[
          { value: 'all', label: t('value.allTime') },
          { value: 'last', label: t('value.last') },
        ]}
      />
      {isSet ? <Span label={t('value.window')} value={span} change={(window) => set({ window })} /> : null}
    </>
  );
}

import { Select } from 'antd';
import type { ValueEditorProps } from 'react-querybuilder';
import { useSay, useWords } from '../../lib/i18n.ts';
import { fitValue } from '../condition.ts';
import { eventsOf, type Fields, operatorOf } from '../fields.ts';
import { words } from '../words.ts';
import { EventValue } from './EventValue.tsx';
import { DATE_UNITS, Many, One, Pair, Span, UNITS } from './parts.tsx';

/** The right editor for the shape of the operator's value. The catalogue comes in the context of the designer. */
export function Value({ field, operator, value, handleOnChange, context }: ValueEditorProps) {
  const t = useWords(words);
  const say = useSay();
  const fields = (context as { fields: Fields }).fields;
  const known = fields.fields.find((one) => one.name === field);
  const chosen = operatorOf(known, operator);
  if (!known || !chosen || chosen.shape === 'none') return null;
  const editor = {
    label: `${say(known.label)} ${t('query.value')}`,
    // Another operator may have left a value of another shape behind.
    value: fitValue(chosen.shape, operator, value, eventsOf(fields)),
    change: handleOnChange as (value: unknown) => void,
    kind: known.kind,
    choices: known.choices,
    unit: known.unit,
  };
  const { shape } = chosen;
  return (
    <div className="hx-value">
      {shape === 'one' ? <One {...editor} /> : null}
      {shape === 'many' ? <Many {...editor} /> : null}
      {shape === 'pair' ? <Pair {...editor} /> : null}
      {shape === 'span' ? <Span {...editor} units={known.kind === 'date' ? DATE_UNITS : UNITS} /> : null}
      {shape === 'segments' ? (
        <Select
          aria-label={editor.label}
          className="wide"
          mode="multiple"
          optionFilterProp="label"
          placeholder={t('value.segments')}
          value={Array.isArray(editor.value) ? editor.value : []}
          onChange={editor.change}
          options={fields.segments.map((one) => ({ value: one.id, label: say(one.label) }))}
        />
      ) : null}
      {shape === 'eventCount' || shape === 'eventSum' || shape === 'eventSpan' || shape === 'event' ? (
        <EventValue {...editor} shape={shape} operator={operator} fields={fields} />
      ) : null}
    </div>
  );
}

import { Checkbox, InputNumber, Select, Switch } from 'antd';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Field } from '../../../../console/ui/Field.tsx';
import { keysOf, questionOf } from '../../../../engine/callflow/index.ts';
import type { Form } from '../../../../engine/forms/form.ts';
import type { CallStep } from '../../contract-definition.ts';
import { answersOf, type Asked, asksOf, change } from './draft.ts';
import type { StepFieldsProps } from './StepFields.tsx';
import { words } from './words.ts';

type AskStep = Extract<CallStep, { kind: 'ask' }>;
interface AskFieldsProps extends StepFieldsProps {
  readonly step: AskStep;
  readonly leads: readonly { readonly value: string; readonly label: string }[];
}

const placeOf = ({ question, row }: Asked): string => JSON.stringify([question, row ?? null]);

/** Which question, which key means what, and where each leads. */
export function AskFields({ step, form, leads, set }: AskFieldsProps) {
  const t = useWords(words);
  const say = useSay();
  const choose = (place: string) => {
    const [question, row] = JSON.parse(place) as [string, string | null];
    set(change(step, { question, row: row ?? undefined, keys: undefined, to: undefined }));
  };
  return (
    <>
      <Field label={t('question')}>
        {(control) => (
          <Select
            {...control}
            value={step.question ? placeOf(step as Asked) : undefined}
            options={asksOf(form).map((each) => ({ value: placeOf(each), label: nameOf(form, each, say) }))}
            onChange={choose}
          />
        )}
      </Field>
      <Keys step={step} form={form} leads={leads} set={set} />
      <Field label={t('nothing')}>
        {(control) => (
          <Select
            {...control}
            allowClear
            placeholder={t('following')}
            value={step.nothing}
            options={[...leads]}
            onChange={(nothing?: string) => set(change(step, { nothing }))}
          />
        )}
      </Field>
      <div className="row g16 wrap">
        <Field label={t('repeats')}>
          {(control) => (
            <InputNumber
              {...control}
              min={0}
              max={9}
              placeholder="2"
              value={step.repeats ?? null}
              onChange={(repeats) => set(change(step, { repeats: repeats ?? undefined }))}
            />
          )}
        </Field>
        <Field label={t('seconds')}>
          {(control) => (
            <InputNumber
              {...control}
              min={1}
              max={60}
              placeholder="6"
              value={step.seconds ?? null}
              onChange={(seconds) => set(change(step, { seconds: seconds ?? undefined }))}
            />
          )}
        </Field>
      </div>
      <Checkbox
        checked={step.bargeIn !== false}
        onChange={(event) => set(change(step, { bargeIn: event.target.checked ? undefined : false }))}
      >
        {t('bargeIn')}
      </Checkbox>
    </>
  );
}

function nameOf(form: Form | null, { question: id, row }: Asked, say: ReturnType<typeof useSay>): string {
  const question = questionOf(form, id);
  if (!question) return id;
  const label = question.kind === 'stars' ? question.rows?.find((each) => each.id === row)?.label : undefined;
  return [say(question.title), label ? say(label) : ''].filter(Boolean).join(' · ');
}

function Keys({
  step,
  form,
  leads,
  set,
}: Omit<AskFieldsProps, 'steps' | 'locale' | 'sounds' | 'variables' | 'examples'>) {
  const t = useWords(words);
  const say = useSay();
  const keys = keysOf(form, step);
  const answers = answersOf(form, step);
  const labelOf = (value: unknown): string => {
    const found = answers.find((each) => each.value === value);
    return found?.label ? say(found.label) : String(value);
  };
  // More answers than keys: one types a number, and only its owner can shorten it.
  const values = keys && keys.kind !== 'number' ? keys.values : {};
  const own = step.keys !== undefined;
  const free = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'].find((key) => !(key in values));
  const first = answers[0]?.value;
  const setKeys = (next: Record<string, string | number>) =>
    set(change(step, { keys: next, to: onlyOf(step.to, Object.keys(next)) }));
  return (
    <div className="col g8">
      <span className="row g8">
        <Switch
          size="small"
          checked={own}
          aria-label={t('own')}
          onChange={(on) => {
            if (!on) set(change(step, { keys: undefined, to: undefined }));
            else setKeys(keys?.kind === 'number' ? {} : { ...values });
          }}
        />
        <span>{t('own')}</span>
      </span>
      <p className="f12 t3">{t('ownHint')}</p>
      <ul className="keys">
        {Object.entries(values).map(([key, value]) => (
          <li key={key}>
            <b className="key">{key}</b>
            {own ? (
              <Select
                size="small"
                aria-label={`${t('key', { key })} ${t('means')}`}
                value={value}
                options={answers.map((each) => ({ value: each.value, label: labelOf(each.value) }))}
                onChange={(next: string | number) => setKeys({ ...values, [key]: next })}
              />
            ) : (
              <span className="cjk">{labelOf(value)}</span>
            )}
            <Select
              size="small"
              allowClear
              aria-label={`${t('key', { key })} ${t('goes')}`}
              placeholder={t('following')}
              value={step.to?.[key]}
              options={[...leads]}
              onChange={(next?: string) => set(change(step, { to: withLead(step.to, key, next) }))}
            />
            {own ? (
              <Button
                size="small"
                type="text"
                icon="close"
                label={t('dropKey', { key })}
                onClick={() => setKeys(Object.fromEntries(Object.entries(values).filter(([each]) => each !== key)))}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {own && free !== undefined && first !== undefined ? (
        <div>
          <Button size="small" icon="plus" onClick={() => setKeys({ ...values, [free]: first })}>
            {t('addKey')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

type Leads = Readonly<Record<string, string>> | undefined;

function withLead(to: Leads, key: string, next: string | undefined): Leads {
  const others = Object.entries(to ?? {}).filter(([each]) => each !== key);
  const all = next === undefined ? others : [...others, [key, next] as const];
  return all.length > 0 ? Object.fromEntries(all) : undefined;
}

const onlyOf = (to: Leads, keys: readonly string[]): Leads => {
  const left = Object.entries(to ?? {}).filter(([key]) => keys.includes(key));
  return left.length > 0 ? Object.fromEntries(left) : undefined;
};

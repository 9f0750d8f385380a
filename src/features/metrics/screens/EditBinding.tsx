import { InputNumber, Select } from 'antd';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { Card } from '../../../console/ui/Card.tsx';
import { Field } from '../../../console/ui/Field.tsx';
import { type Askable, FORMULAS, type OwnDefinition, type OwnFormula } from '../contract-own.ts';
import { useChoices } from './choices.ts';
import { askedBy, bindingOf, formulaOf, keyOf, withQuestions } from './draft.ts';
import { words } from './words-own.ts';

interface Props {
  readonly draft: OwnDefinition;
  readonly questions: readonly Askable[];
  readonly change: (draft: OwnDefinition) => void;
  readonly wrong: (path: string) => string | undefined;
}

/** Which questions, and what is computed of their answers. */
export function Binding({ draft, questions, change, wrong }: Props) {
  const t = useWords(words);
  const options = useQuestionOptions(questions);
  const firstWrong = draft.bind
    .map((_, at) => wrong(`bind.${at}.question`) ?? wrong(`bind.${at}.row`))
    .find((said) => said !== undefined);
  const asked = draft.bind[0] && askedBy(draft.bind[0], questions);
  const { formula, scale } = draft;
  return (
    <Card title={t('asks')}>
      <Field label={t('bind')} hint={t('bindHint')} error={firstWrong ?? wrong('bind')}>
        {(given) => (
          <Select
            {...given}
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            value={draft.bind.map(keyOf)}
            options={options}
            onChange={(keys: string[]) => change(withQuestions(draft, keys.map(bindingOf), questions))}
          />
        )}
      </Field>
      <Field label={t('formula')} error={wrong('formula')}>
        {(given) => (
          <Select
            {...given}
            value={formula.kind}
            options={FORMULAS.map((kind) => ({ value: kind, label: t(`formulas.${kind}`) }))}
            onChange={(kind: OwnFormula['kind']) => change({ ...draft, formula: formulaOf(kind, scale, asked) })}
          />
        )}
      </Field>
      <Bounds draft={draft} asked={asked} change={change} wrong={wrong} />
      {formula.kind === 'yes' ? null : (
        <div className="line">
          <Field label={t('scale')} error={wrong('scale.high')}>
            {(given) => (
              <span className="row g8">
                <InputNumber
                  {...given}
                  value={scale.low}
                  onChange={(low) => change({ ...draft, scale: { ...scale, low: low ?? 0 } })}
                />
                –
                <InputNumber
                  aria-label={`${t('scale')} ${t('to')}`}
                  value={scale.high}
                  onChange={(high) => change({ ...draft, scale: { ...scale, high: high ?? 0 } })}
                />
              </span>
            )}
          </Field>
          <Field label={t('better')}>
            {(given) => (
              <Select
                {...given}
                value={scale.better}
                options={[
                  { value: 'high', label: t('betterHigh') },
                  { value: 'low', label: t('betterLow') },
                ]}
                onChange={(better: 'high' | 'low') => {
                  const next = { ...scale, better };
                  change({ ...draft, scale: next, formula: formulaOf(formula.kind, next, asked) });
                }}
              />
            )}
          </Field>
        </div>
      )}
    </Card>
  );
}

function Bounds({ draft, asked, change, wrong }: Omit<Props, 'questions'> & { asked: Askable | undefined }) {
  const t = useWords(words);
  const say = useSay();
  const { formula } = draft;
  const set = (next: OwnFormula) => change({ ...draft, formula: next });
  if (formula.kind === 'top')
    return (
      <div className="line">
        <Field label={t('from')} error={wrong('formula.from')}>
          {(given) => (
            <InputNumber {...given} value={formula.from} onChange={(from) => set({ ...formula, from: from ?? 0 })} />
          )}
        </Field>
        <Field label={t('to')} error={wrong('formula.to')}>
          {(given) => <InputNumber {...given} value={formula.to} onChange={(to) => set({ ...formula, to: to ?? 0 })} />}
        </Field>
      </div>
    );
  if (formula.kind === 'net')
    return (
      <div className="line">
        <Field label={t('promoter')} error={wrong('formula.promoter')}>
          {(given) => (
            <InputNumber
              {...given}
              value={formula.promoter}
              onChange={(promoter) => set({ ...formula, promoter: promoter ?? 0 })}
            />
          )}
        </Field>
        <Field label={t('detractor')} error={wrong('formula.detractor')}>
          {(given) => (
            <InputNumber
              {...given}
              value={formula.detractor}
              onChange={(detractor) => set({ ...formula, detractor: detractor ?? 0 })}
            />
          )}
        </Field>
      </div>
    );
  if (formula.kind !== 'yes') return null;
  const flaw = formula.values.map((_, at) => wrong(`formula.values.${at}`)).find((said) => said !== undefined);
  return (
    <Field label={t('values')} error={flaw ?? wrong('formula.values')}>
      {(given) => (
        <Select
          {...given}
          mode="multiple"
          value={[...formula.values]}
          options={(asked?.options ?? []).map(({ value, label }) => ({ value, label: say(label) }))}
          onChange={(values: string[]) => set({ ...formula, values })}
        />
      )}
    </Field>
  );
}

/** Questions by form; the same id in several forms also as one choice across all of them; rows of stars one by one. */
function useQuestionOptions(questions: readonly Askable[]) {
  const t = useWords(words);
  const say = useSay();
  const choices = useChoices();
  const across = [...new Set(questions.map(({ question }) => question))].filter(
    (id) => questions.filter(({ question }) => question === id).length > 1,
  );
  const forms = [...new Set(questions.map(({ playbook, form }) => `${playbook}|${form}`))];
  return [
    ...(across.length > 0
      ? [
          {
            label: t('any'),
            options: across.map((question) => {
              const first = questions.find((one) => one.question === question);
              return {
                value: keyOf({ playbook: null, form: null, question, row: null }),
                label: t('bindAny', { question: first ? say(first.title) : question }),
              };
            }),
          },
        ]
      : []),
    ...forms.map((key) => {
      const own = questions.filter(({ playbook, form }) => `${playbook}|${form}` === key);
      const [first] = own;
      const title = first ? `${say(first.formTitle)} · ${choices.playbook(first.playbook)}` : key;
      return {
        label: title,
        options: own.flatMap(({ playbook, form, question, title: asked, rows }) => [
          {
            value: keyOf({ playbook, form, question, row: null }),
            label: rows.length > 0 ? `${say(asked)} · ${t('all')}` : say(asked),
          },
          ...rows.map(({ id, label }) => ({
            value: keyOf({ playbook, form, question, row: id }),
            label: `${say(asked)} · ${say(label)}`,
          })),
        ]),
      };
    }),
  ];
}

import { InputNumber } from 'antd';
import { useWords } from '../../../console/lib/i18n.ts';
import { Field } from '../../../console/ui/Field.tsx';
import { type MatrixDefinition, MEASURES, SCALES } from '../contract.ts';
import { words } from './words.ts';

interface Props {
  readonly draft: MatrixDefinition;
  readonly change: (draft: MatrixDefinition) => void;
  readonly locked: boolean;
}

/** Where low ends and high begins, and for how long an answer counts. */
export function Bounds({ draft, change, locked }: Props) {
  const t = useWords(words);
  const { cuts } = draft;
  return (
    <div className="bounds">
      {MEASURES.map((measure) => {
        const [low, high] = cuts[measure];
        const [least, most] = SCALES[measure];
        const set = (pair: [number, number]) => change({ ...draft, cuts: { ...cuts, [measure]: pair } });
        return (
          <fieldset key={measure}>
            <legend>
              {t(measure)} {least}–{most}
            </legend>
            <Field label={t('low')}>
              {(given) => (
                <InputNumber
                  {...given}
                  min={least}
                  max={most}
                  step={measure === 'csat' ? 0.5 : 1}
                  value={low}
                  disabled={locked}
                  onChange={(value) => (value === null ? undefined : set([value, high]))}
                />
              )}
            </Field>
            <Field label={t('high')}>
              {(given) => (
                <InputNumber
                  {...given}
                  min={least}
                  max={most}
                  step={measure === 'csat' ? 0.5 : 1}
                  value={high}
                  disabled={locked}
                  onChange={(value) => (value === null ? undefined : set([low, value]))}
                />
              )}
            </Field>
          </fieldset>
        );
      })}
      <Field label={t('days')}>
        {(given) => (
          <InputNumber
            {...given}
            min={1}
            max={1095}
            precision={0}
            value={draft.days}
            disabled={locked}
            onChange={(days) => (days === null ? undefined : change({ ...draft, days }))}
          />
        )}
      </Field>
    </div>
  );
}

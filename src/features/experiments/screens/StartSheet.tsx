import { InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useAction } from '../../../console/query.ts';
import { Field } from '../../../console/ui/Field.tsx';
import { Said } from '../../../console/ui/Said.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote, Note } from '../../../console/ui/States.tsx';
import { listTrials, startTrial, type TrialOutcome, type TrialPart } from '../contract-trials.ts';
import { keyOf } from './key.ts';
import { useSecond } from './outcome.ts';
import { words } from './words.ts';

type Goal = TrialOutcome['kind'];

/** What is fixed before the start, in one place, with both wordings to read once more. */
export default function StartSheet({
  parts,
  first,
  close,
}: {
  parts: readonly TrialPart[];
  /** The part that is chosen when it opens. */
  first?: string | undefined;
  close: () => void;
}) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const second = useSecond();
  const [chosen, choose] = useState(first ?? (parts[0] ? keyOf(parts[0]) : ''));
  const part = parts.find((each) => keyOf(each) === chosen);
  const [goal, setGoal] = useState<Goal>('answered');
  const [days, setDays] = useState<number | null>(7);
  const start = useAction(startTrial, { changes: [listTrials], onDone: close });
  const goals: readonly Goal[] =
    part?.kind === 'script' ? ['answered', 'event', 'csat'] : ['answered', 'read', 'event', 'csat'];
  const outcome = (): TrialOutcome => {
    if (goal === 'event') return { kind: 'event', event: part?.goal ?? '' };
    return goal === 'csat' ? { kind: 'csat', atLeast: 4 } : { kind: goal };
  };
  return (
    <Sheet
      open
      width={440}
      title={t('sheet.title')}
      close={close}
      primary={{
        label: t('sheet.submit'),
        disabled: !part || days === null || !goals.includes(goal),
        loading: start.isPending,
        onClick: () => {
          if (part && days !== null)
            start.mutate({
              body: {
                playbook: part.playbook,
                kind: part.kind,
                part: part.part,
                plan: { outcome: outcome(), windowDays: days },
              },
            });
        },
      }}
    >
      <div className="hx-form">
        <Field label={t('sheet.part')}>
          {(field) => (
            <Select
              {...field}
              value={chosen}
              onChange={choose}
              options={parts.map((each) => ({
                value: keyOf(each),
                label: `${say(each.playbookName)} · ${t('name', { kind: t(`kind.${each.kind}`), part: say(each.partName) })}`,
              }))}
            />
          )}
        </Field>
        {part ? (
          <div className="hx-trial-texts">
            <blockquote>
              <b>{t('a')}</b> <Said text={say(part.texts.a)} />
            </blockquote>
            <blockquote>
              <b>{second(part.variant)}</b> <Said text={say(part.texts.b)} />
            </blockquote>
            <p className="t2">{t('sheet.share', { share: format.percent(part.share, 0) })}</p>
          </div>
        ) : null}
        <Field label={t('sheet.goal')}>
          {(field) => (
            <Select
              {...field}
              value={goal}
              onChange={setGoal}
              options={goals.map((value) => ({
                value,
                label: t(`sheet.${value}`, { event: part ? say(part.goalName) : '' }),
              }))}
            />
          )}
        </Field>
        <Field label={t('sheet.days')} hint={t('sheet.daysHint')}>
          {(field) => (
            <InputNumber
              {...field}
              min={1}
              max={90}
              precision={0}
              style={{ width: 120 }}
              value={days}
              onChange={setDays}
            />
          )}
        </Field>
        <Note>{t('sheet.fixed')}</Note>
        <ErrorNote error={start.error} />
      </div>
    </Sheet>
  );
}

import { Checkbox, InputNumber, Select } from 'antd';
import { useWords } from '../lib/i18n.ts';
import type { Plan, PlanStep } from '../../features/messages/contract-plan.ts';
import { type Gap as GapOf, USUAL, waited } from './plan.ts';
import { words } from './words.ts';

interface GapProps {
  readonly plan: Plan;
  readonly at: number;
  readonly may: boolean;
  readonly error: string | undefined;
  readonly setPlan: (plan: Plan) => void;
}

const UNITS = ['minute', 'hour', 'day'] as const;
const UNTIL = ['delivered', 'read', 'responded'] as const;
const MOST = 3650;

/** Between two channels: how long to wait, and for what. To who may only look, the sentence above says it. */
export function Gap({ plan, at, may, error, setPlan }: GapProps) {
  const t = useWords(words);
  const step = plan[at];
  if (!may || !step) return null;
  const { wait, until = 'delivered', onUnknown } = step;
  const set = (part: { [K in keyof GapOf]?: GapOf[K] | undefined }) => {
    const { wait: pause, until: enough, onUnknown: lost }: typeof part = { wait, until, onUnknown, ...part };
    setPlan(
      waited(plan, at, {
        ...(pause ? { wait: pause } : {}),
        ...(enough ? { until: enough } : {}),
        ...(lost ? { onUnknown: lost } : {}),
      }),
    );
  };
  return (
    <div className="gap">
      <div className="row g8 wrap">
        <Select
          size="small"
          aria-label={t('when')}
          popupMatchSelectWidth={false}
          value={wait ? 'wait' : 'fail'}
          options={(['wait', 'fail'] as const).map((value) => ({ value, label: t(value) }))}
          onChange={(mode) => set({ wait: mode === 'wait' ? USUAL.wait : undefined })}
        />
        {wait ? (
          <>
            <InputNumber
              size="small"
              aria-label={t('n')}
              min={1}
              max={MOST}
              precision={0}
              style={{ width: 72 }}
              value={wait.n}
              onChange={(n) => set({ wait: { ...wait, n: n ?? 1 } })}
            />
            <Select
              size="small"
              aria-label={t('unit')}
              popupMatchSelectWidth={false}
              value={wait.unit}
              options={UNITS.map((value) => ({ value, label: t(value) }))}
              onChange={(unit: NonNullable<PlanStep['wait']>['unit']) => set({ wait: { ...wait, unit } })}
            />
            <Select
              size="small"
              aria-label={t('until')}
              popupMatchSelectWidth={false}
              value={until}
              options={UNTIL.map((value) => ({ value, label: t(value) }))}
              onChange={(next: NonNullable<PlanStep['until']>) => set({ until: next })}
            />
          </>
        ) : null}
      </div>
      <Checkbox
        checked={onUnknown === 'next'}
        onChange={({ target }) => set({ onUnknown: target.checked ? 'next' : undefined })}
      >
        {t('unknown')}
      </Checkbox>
      {error ? (
        <p className="f12 bad" role="alert">
          {error}
        </p>
      ) : null}
    </div>
  );
}

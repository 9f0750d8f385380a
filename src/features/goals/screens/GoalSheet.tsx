import { InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Field, Form } from '../../../console/ui/Field.tsx';
import { PlaybookSelect } from '../../../console/ui/PlaybookSelect.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../console/ui/States.tsx';
import { listMembers, listTeams } from '../../access/contract.ts';
import {
  type Band,
  changeGoal,
  createGoal,
  getGoal,
  type Goal,
  listGoalAlerts,
  listGoalIndicators,
  listGoals,
  PERIODS,
  type PeriodKind,
} from '../contract.ts';
import { PERIOD_WORDS } from '../contract-words.ts';
import { Preview } from './Preview.tsx';
import { kept, typed } from './show.ts';
import { words } from './words.ts';

interface Draft {
  readonly indicator: string;
  readonly team: string;
  readonly playbook: string | null;
  readonly period: PeriodKind;
  /** As typed: 85 for 85 %. */
  readonly target: number | null;
  readonly kind: Band['kind'];
  readonly low: number | null;
  readonly high: number | null;
  readonly owner: string;
}

/** A new goal (null), or another target, band or owner for one. */
export default function GoalSheet({ goal, close }: { readonly goal: Goal | null; readonly close: () => void }) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const [draft, setDraft] = useState<Draft>(() => startOf(goal));
  const set = (more: Partial<Draft>) => setDraft((now) => ({ ...now, ...more }));
  const indicators = useEndpoint(listGoalIndicators, {}).data?.items ?? [];
  const teams = useEndpoint(listTeams, {}, { enabled: can('access:read') }).data?.items ?? [];
  const members = useEndpoint(listMembers, {}, { enabled: can('access:read') }).data?.items ?? [];
  const options = { changes: [listGoals, getGoal, listGoalAlerts], onDone: close };
  const create = useAction(createGoal, options);
  const change = useAction(changeGoal, options);
  const action = goal ? change : create;
  const { error } = action;
  const indicator = indicators.find(({ key }) => key === draft.indicator);
  const unit = indicator?.unit ?? goal?.indicator?.unit ?? 'share';
  const unitWords = t(`unit.${unit}`);
  const band: Band =
    draft.kind === 'usual'
      ? { kind: 'usual' }
      : { kind: 'fixed', low: kept(unit, draft.low), high: kept(unit, draft.high) };
  const complete =
    draft.indicator !== '' &&
    draft.target !== null &&
    (draft.kind === 'usual' || draft.low !== null || draft.high !== null);
  const about = {
    indicator: draft.indicator,
    team: draft.team || null,
    playbook: draft.playbook,
    period: draft.period,
  };
  const plan = { target: kept(unit, draft.target) ?? 0, band, owner: draft.owner || null };
  const submit = () => {
    if (goal) change.mutate({ params: { goal: goal.goalId }, body: { ...plan, version: goal.version } });
    else create.mutate({ body: { ...about, ...plan } });
  };
  return (
    <Sheet
      open
      width={480}
      title={t(goal ? 'sheet.change' : 'sheet.add')}
      close={close}
      primary={{
        label: goal ? t('sheet.saveVersion', { version: goal.version + 1 }) : t('sheet.save'),
        onClick: submit,
        disabled: !complete,
        loading: action.isPending,
      }}
    >
      <Form onSubmit={submit}>
        {goal ? null : (
          <>
            <Field
              label={t('sheet.indicator')}
              hint={indicator ? say(indicator.definition) : undefined}
              error={error?.of('indicator')}
            >
              {(field) => (
                <Select
                  {...field}
                  showSearch={{ optionFilterProp: 'label' }}
                  value={draft.indicator || undefined}
                  options={indicators.map(({ key, name }) => ({ value: key, label: say(name) }))}
                  onChange={(value) => set({ indicator: value, target: null, low: null, high: null })}
                />
              )}
            </Field>
            <Field label={t('sheet.team')} error={error?.of('team')}>
              {(field) => (
                <Select
                  {...field}
                  value={draft.team}
                  options={[
                    { value: '', label: t('company') },
                    ...teams.map(({ id, name }) => ({ value: id, label: name })),
                  ]}
                  onChange={(team) => set({ team })}
                />
              )}
            </Field>
            <Field label={t('sheet.playbook')} error={error?.of('playbook')}>
              {(field) => (
                <PlaybookSelect
                  field={field}
                  all={t('sheet.all')}
                  value={draft.playbook}
                  choose={(playbook) => set({ playbook })}
                />
              )}
            </Field>
            <Field label={t('sheet.period')}>
              {(field) => (
                <Select
                  {...field}
                  value={draft.period}
                  options={PERIODS.map((value) => ({ value, label: say(PERIOD_WORDS[value]) }))}
                  onChange={(period) => set({ period })}
                />
              )}
            </Field>
          </>
        )}
        <Amount
          label={t('sheet.target', { unit: unitWords })}
          error={error?.of('target')}
          value={draft.target}
          set={(target) => set({ target })}
        />
        <Field
          label={t('sheet.band')}
          hint={draft.kind === 'usual' ? t('band.usualHint') : undefined}
          error={error?.of('band')}
        >
          {(field) => (
            <Select
              {...field}
              value={draft.kind}
              options={(['fixed', 'usual'] as const).map((value) => ({ value, label: t(`band.${value}`) }))}
              onChange={(kind) => set({ kind })}
            />
          )}
        </Field>
        {draft.kind === 'fixed' ? (
          <>
            <Amount
              label={t('sheet.low', { unit: unitWords })}
              optional={t('sheet.optional')}
              value={draft.low}
              set={(low) => set({ low })}
            />
            <Amount
              label={t('sheet.high', { unit: unitWords })}
              optional={t('sheet.optional')}
              value={draft.high}
              set={(high) => set({ high })}
            />
          </>
        ) : null}
        <Field label={t('sheet.owner')} error={error?.of('owner')}>
          {(field) => (
            <Select
              {...field}
              value={draft.owner}
              options={[
                { value: '', label: t('sheet.nobody') },
                ...members.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={(owner) => set({ owner })}
            />
          )}
        </Field>
        {complete ? (
          <Preview asked={{ ...about, target: plan.target, band }} unit={unit} />
        ) : (
          <p className="t2">{t('sheet.previewWait')}</p>
        )}
        <ErrorNote error={error} />
        <button type="submit" hidden />
      </Form>
    </Sheet>
  );
}

function Amount({
  label,
  optional,
  error,
  value,
  set,
}: {
  readonly label: string;
  readonly optional?: string;
  readonly error?: string | undefined;
  readonly value: number | null;
  readonly set: (value: number | null) => void;
}) {
  return (
    <Field label={label} error={error} {...(optional ? { optional } : {})}>
      {(field) => <InputNumber {...field} value={value} style={{ width: '100%' }} onChange={set} />}
    </Field>
  );
}

function startOf(goal: Goal | null): Draft {
  const unit = goal?.indicator?.unit ?? 'share';
  const band = goal?.band ?? { kind: 'fixed' as const, low: null, high: null };
  return {
    indicator: goal?.indicatorKey ?? '',
    team: goal?.team?.id ?? '',
    playbook: goal?.playbook?.key ?? null,
    period: goal?.period ?? 'month',
    target: typed(unit, goal?.target ?? null),
    kind: band.kind,
    low: band.kind === 'fixed' ? typed(unit, band.low) : null,
    high: band.kind === 'fixed' ? typed(unit, band.high) : null,
    owner: goal?.owner?.id ?? '',
  };
}

import { Checkbox, InputNumber, Segmented, Select } from 'antd';
import type { z } from 'zod';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Card } from '../../../console/ui/Card.tsx';
import { Field } from '../../../console/ui/Field.tsx';
import { listSegments } from '../../segments/contract.ts';
import { type listAskable, OWN_PERIODS, type OwnDefinition } from '../contract-own.ts';
import { useChoices } from './choices.ts';
import { words } from './words-own.ts';

interface Props {
  readonly draft: OwnDefinition;
  readonly known: z.output<(typeof listAskable)['response']> | undefined;
  readonly change: (part: Partial<OwnDefinition>) => void;
  readonly wrong: (path: string) => string | undefined;
}

/** Where, when, and who is left out: everything may stay as it is. */
export function Rest({ draft, known, change, wrong }: Props) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const choices = useChoices();
  const grouped = useEndpoint(listSegments, {}, { enabled: can('segments:read') });
  const { touchpoint, exclude } = draft;
  const points = known?.touchpoints ?? [];
  const events = [...new Set(points.flatMap(({ event }) => (event === null ? [] : [event])))];
  const channels = (known?.channels ?? []).map((value) => ({ value, label: choices.channel(value) }));
  const segments = (grouped.data?.segments ?? []).map(({ segmentId, name }) => ({ value: segmentId, label: name }));
  const segmentWrong = exclude.segments
    .map((_, at) => wrong(`exclude.segments.${at}`))
    .find((said) => said !== undefined);
  const many = (
    label: string,
    value: readonly string[],
    options: { value: string; label: string }[],
    set: (v: string[]) => void,
    error?: string,
  ) => (
    <Field label={label} error={error}>
      {(given) => (
        <Select {...given} mode="multiple" placeholder={t('any')} value={[...value]} options={options} onChange={set} />
      )}
    </Field>
  );
  return (
    <>
      <Card title={t('where')} caption={t('whereHint')}>
        {many(
          t('events'),
          touchpoint.events,
          events.map((value) => {
            const named = points.find(({ event }) => event === value)?.eventName;
            return { value, label: named ? say(named) : value };
          }),
          (list) => change({ touchpoint: { ...touchpoint, events: list } }),
        )}
        {many(
          t('playbooks'),
          touchpoint.playbooks,
          points.map(({ playbook, name }) => ({ value: playbook, label: say(name) })),
          (playbooks) => change({ touchpoint: { ...touchpoint, playbooks } }),
        )}
        {many(t('channels'), touchpoint.channels, channels, (list) =>
          change({ touchpoint: { ...touchpoint, channels: list } }),
        )}
      </Card>
      <Card title={t('when')}>
        <Field label={t('window')} hint={t('windowHint')} error={wrong('window.days')}>
          {(given) => (
            <InputNumber
              {...given}
              min={1}
              max={365}
              suffix={t('days')}
              value={draft.window.days}
              onChange={(days) => change({ window: { days } })}
            />
          )}
        </Field>
        <Field label={t('period')}>
          {() => (
            <span>
              <Segmented
                aria-label={t('period')}
                value={draft.period}
                options={OWN_PERIODS.map((value) => ({ value, label: t(value) }))}
                onChange={(period) => change({ period })}
              />
            </span>
          )}
        </Field>
      </Card>
      <Card title={t('leave')}>
        <Checkbox
          checked={exclude.testCustomers}
          onChange={(event) => change({ exclude: { ...exclude, testCustomers: event.target.checked } })}
        >
          {t('test')}
        </Checkbox>
        <Checkbox
          checked={exclude.partial}
          onChange={(event) => change({ exclude: { ...exclude, partial: event.target.checked } })}
        >
          {t('partial')}
        </Checkbox>
        {many(
          t('segments'),
          exclude.segments,
          segments,
          (list) => change({ exclude: { ...exclude, segments: list } }),
          segmentWrong,
        )}
        {many(t('barred'), exclude.channels, channels, (list) => change({ exclude: { ...exclude, channels: list } }))}
        <div className="line">
          <Field label={t('fast')} error={wrong('exclude.fasterThan')}>
            {(given) => (
              <InputNumber
                {...given}
                min={1}
                max={3600}
                suffix={t('seconds')}
                value={exclude.fasterThan}
                onChange={(fasterThan) => change({ exclude: { ...exclude, fasterThan } })}
              />
            )}
          </Field>
          <Field label={t('least')} error={wrong('least')}>
            {(given) => (
              <InputNumber
                {...given}
                min={30}
                max={100_000}
                value={draft.least}
                onChange={(least) => change({ least: least ?? 30 })}
              />
            )}
          </Field>
        </div>
      </Card>
    </>
  );
}

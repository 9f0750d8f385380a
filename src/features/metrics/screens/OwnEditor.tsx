import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, usePath } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Field } from '../../../console/ui/Field.tsx';
import { ErrorNote, Note } from '../../../console/ui/States.tsx';
import {
  getOwnFigure,
  getOwnMetric,
  getOwnTrend,
  listAskable,
  listOwnMetrics,
  type OwnDefinition,
  type OwnMetric,
  previewOwnMetric,
  saveOwnMetric,
} from '../contract-own.ts';
import { EMPTY, keyFrom } from './draft.ts';
import { Binding } from './EditBinding.tsx';
import { Rest } from './EditRest.tsx';
import { MetricsPage } from './Frame.tsx';
import { Preview } from './Preview.tsx';
import { words } from './words-own.ts';

/** Typing asks once. */
function useSettled<T>(value: T, ms = 350): T {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

/** A definition beside what it would give: the preview is computed anew with every change. */
export function OwnEditor({ metric, close }: { metric: OwnMetric | null; close?: () => void }) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const to = usePath();
  const go = useNavigate();
  const newest = metric?.versions[0];
  // What is edited stays on the version it began with, however often the page is read again.
  const [base] = useState(newest?.version ?? 0);
  const [draft, setDraft] = useState<OwnDefinition>(newest?.definition ?? EMPTY);
  const [name, setName] = useState(newest?.name ?? { zh: '', en: '' });
  const [note, setNote] = useState('');
  const listed = useEndpoint(listOwnMetrics, {}, { enabled: metric === null });
  const askable = useEndpoint(listAskable, {});
  const asked = useSettled(draft);
  const preview = useEndpoint(previewOwnMetric, { body: { definition: asked } }, { enabled: asked.bind.length > 0 });
  const saving = useAction(saveOwnMetric, {
    changes: [getOwnMetric, listOwnMetrics, getOwnFigure, getOwnTrend],
    onDone: (saved) => (metric === null ? void go(to(`metrics/own/${saved.metric}`)) : close?.()),
  });
  const key =
    metric?.metric ??
    keyFrom(
      name.en || name.zh,
      (listed.data?.items ?? []).map((one) => one.metric),
    );
  const problem = saving.error ?? preview.error;
  const wrong = (path: string) => problem?.of(`definition.${path}`);
  const isNamed = (name.zh || name.en).trim() !== '';
  const may = can('metrics:write');
  const change = (part: Partial<OwnDefinition>) => setDraft((now) => ({ ...now, ...part }));
  const send = () =>
    saving.mutate({
      params: { own: key },
      body: { name: { zh: name.zh || name.en, en: name.en || name.zh }, definition: draft, note, base },
    });
  return (
    <MetricsPage
      crumbs={[{ label: t('tabs.own'), to: to('metrics/own') }]}
      heading={metric ? say(metric.name) : t('make')}
      note={t('saveNote')}
      primary={{
        key: 'save',
        label: metric ? t('saveVersion', { version: base + 1 }) : t('save'),
        disabled: !may || !isNamed || draft.bind.length === 0,
        loading: saving.isPending,
        onClick: send,
      }}
    >
      <div className="hx-metrics hx-own-edit">
        <div className="fields">
          {may ? null : <Note>{t('readOnly')}</Note>}
          {saving.error?.code === 'own_metric_moved' ? (
            <Note tone="warn">
              {t('moved')}{' '}
              {close ? (
                <Button size="small" type="link" onClick={close}>
                  {t('reopen')}
                </Button>
              ) : null}
            </Note>
          ) : null}
          {saving.error && saving.error.errors.length === 0 && saving.error.code !== 'own_metric_moved' ? (
            <ErrorNote error={saving.error} />
          ) : null}
          <Card title={t('basics')}>
            <div className="pair">
              <Field label={t('nameZh')}>
                {(given) => (
                  <Input
                    {...given}
                    value={name.zh}
                    maxLength={60}
                    onChange={(event) => setName({ ...name, zh: event.target.value })}
                  />
                )}
              </Field>
              <Field label={t('nameEn')} hint={`${t('key')}: ${key}`}>
                {(given) => (
                  <Input
                    {...given}
                    value={name.en}
                    maxLength={60}
                    onChange={(event) => setName({ ...name, en: event.target.value })}
                  />
                )}
              </Field>
            </div>
            {metric ? (
              <Field label={t('note')} hint={t('noteHint')}>
                {(given) => (
                  <Input {...given} value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
                )}
              </Field>
            ) : null}
          </Card>
          <Binding draft={draft} questions={askable.data?.questions ?? []} change={setDraft} wrong={wrong} />
          <Rest draft={draft} known={askable.data} change={change} wrong={wrong} />
        </div>
        <div className="aside">
          <Preview draft={asked} query={preview} />
        </div>
      </div>
    </MetricsPage>
  );
}

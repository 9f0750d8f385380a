import { Input, InputNumber, Segmented } from 'antd';
import { useState } from 'react';
import { useActorName } from '../../../../console/lib/actor.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { SettingsPage } from '../../../../console/shell/SettingsPage.tsx';
import { Button } from '../../../../console/ui/Button.tsx';
import { Field, Form } from '../../../../console/ui/Field.tsx';
import { Answered, ErrorNote, Note } from '../../../../console/ui/States.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import {
  getTextModel,
  type ModelUse,
  probeTextModel,
  removeTextModel,
  setTextModel,
  type TextModelAnswer,
} from '../../contract.ts';
import { words } from './words.ts';
import './model.css';

/** 设置 › 理解模型: who reads what customers say. */
export default function TextModel() {
  const t = useWords(words);
  const format = useFormat();
  const query = useEndpoint(getTextModel, {});
  const [savedAt, setSavedAt] = useState<number | null>(null);
  return (
    <SettingsPage {...(savedAt ? { note: t('saved', { time: format.time(savedAt) }) } : {})}>
      <p className="t2 cjk hx-model-lead">{t('lead')}</p>
      <Answered query={query}>
        {(answer) => (
          <div className="hx-model">
            <Status answer={answer} />
            <Settings key={answer.settings?.updatedAt ?? ''} answer={answer} saved={() => setSavedAt(Date.now())} />
          </div>
        )}
      </Answered>
    </SettingsPage>
  );
}

const TONES = { off: 'neutral', waiting: 'neutral', working: 'ok', falling_back: 'warn' } as const;

function Status({ answer: { status, settings } }: { answer: TextModelAnswer }) {
  const t = useWords(words);
  const format = useFormat();
  const who = useActorName();
  return (
    <section className="status">
      <p>
        <Tag tone={TONES[status.state]}>{t(`state.${status.state}`)}</Tag>
      </p>
      {settings ? (
        <p className="t2">
          {t('counts', { answered: format.number(status.answered), fellBack: format.number(status.fellBack) })}{' '}
          {format.list(
            status.why.map(({ fallback, n }) => t('because', { why: t(`fallback.${fallback}`), n: format.number(n) })),
          )}
        </p>
      ) : null}
      {status.restsUntil ? (
        <p className="t2">{t('rests', { time: format.time(Date.parse(status.restsUntil)) })}</p>
      ) : null}
      {settings ? (
        <p className="t3 f12">{t('by', { who: who(settings.updatedBy), when: format.when(settings.updatedAt) })}</p>
      ) : null}
    </section>
  );
}

function Settings({ answer: { settings }, saved }: { answer: TextModelAnswer; saved: () => void }) {
  const t = useWords(words);
  const can = useCan();
  const may = can('feedback:configure');
  const [draft, setDraft] = useState({
    baseUrl: settings?.baseUrl ?? '',
    model: settings?.model ?? '',
    seconds: (settings?.timeoutMs ?? 20_000) / 1000,
    use: settings?.use ?? ('reasons' as ModelUse),
    key: '',
  });
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const save = useAction(setTextModel, { changes: [getTextModel], onDone: saved });
  const remove = useAction(removeTextModel, { changes: [getTextModel] });
  if (!may && !settings) return null;
  const submit = () => {
    const { baseUrl, model, seconds, use, key } = draft;
    save.mutate({ body: { baseUrl: baseUrl.trim(), model, timeoutMs: seconds * 1000, use, ...(key ? { key } : {}) } });
  };
  return (
    <Form onSubmit={submit}>
      {may ? <Note>{t('leaves')}</Note> : null}
      {settings?.keyUnreadable ? <Note tone="bad">{t('lost')}</Note> : null}
      <Field label={t('baseUrl')} hint={t('baseUrlHint')} error={save.error?.of('baseUrl')}>
        {(field) => (
          <Input
            {...field}
            disabled={!may}
            inputMode="url"
            autoComplete="off"
            value={draft.baseUrl}
            onChange={(event) => set({ baseUrl: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('name')} error={save.error?.of('model')}>
        {(field) => (
          <Input
            {...field}
            disabled={!may}
            autoComplete="off"
            value={draft.model}
            onChange={(event) => set({ model: event.target.value })}
          />
        )}
      </Field>
      {may ? (
        <Field label={t('key')} hint={t('keyHint')} error={save.error?.of('key')}>
          {(field) => (
            <Input.Password
              {...field}
              autoComplete="new-password"
              placeholder={settings?.keySet ? t('keep') : ''}
              value={draft.key}
              onChange={(event) => set({ key: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      <Field label={t('timeout')} error={save.error?.of('timeoutMs')}>
        {(field) => (
          <InputNumber
            {...field}
            disabled={!may}
            style={{ width: 120 }}
            min={1}
            max={60}
            value={draft.seconds}
            onChange={(seconds) => set({ seconds: seconds ?? 20 })}
          />
        )}
      </Field>
      <Field label={t('use')} hint={t('useHint')}>
        {(field) => (
          <div>
            <Segmented
              id={field.id}
              disabled={!may}
              value={draft.use}
              options={(['reasons', 'whole'] as const).map((value) => ({ value, label: t(`uses.${value}`) }))}
              onChange={(use) => set({ use })}
            />
          </div>
        )}
      </Field>
      {may ? (
        <div className="acts">
          <Button
            type="primary"
            onClick={submit}
            loading={save.isPending}
            disabled={draft.baseUrl.trim() === '' || draft.model.trim() === ''}
          >
            {t('save')}
          </Button>
          {settings ? (
            <Button onClick={() => remove.mutate({})} loading={remove.isPending}>
              {t('remove')}
            </Button>
          ) : null}
        </div>
      ) : null}
      <ErrorNote error={save.error ?? remove.error} />
      {may && settings ? <Probe /> : null}
    </Form>
  );
}

/** Reads a made-up sentence, whatever the breaker thinks. */
function Probe() {
  const t = useWords(words);
  const format = useFormat();
  const probe = useAction(probeTextModel);
  const { data } = probe;
  const found = format.list((data?.reasons ?? []).map(({ quote }) => `“${quote}”`));
  return (
    <div className="probe">
      <Button onClick={() => probe.mutate({})} loading={probe.isPending}>
        {t('probe')}
      </Button>
      {data ? (
        <Note tone={data.ok ? 'ok' : 'bad'}>
          {data.fallback
            ? t('probeBad', { why: t(`fallback.${data.fallback}`) })
            : found
              ? t('probeOk', { ms: format.number(data.ms), reasons: found })
              : t('probeNone', { ms: format.number(data.ms) })}
        </Note>
      ) : null}
      <ErrorNote error={probe.error} />
    </div>
  );
}

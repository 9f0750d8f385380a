import { InputNumber } from 'antd';
import { useState } from 'react';
import type { Answer } from '../../../console/api.ts';
import { useActorName } from '../../../console/lib/actor.ts';
import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { SettingsPage } from '../../../console/shell/SettingsPage.tsx';
import { Button } from '../../../console/ui/Button.tsx';
import { Answered, ErrorNote } from '../../../console/ui/States.tsx';
import { type Cadence as Rules, DEFAULT_CADENCE, getCadence, setCadence } from '../contract-cadence.ts';
import { AskRules } from './AskRules.tsx';
import { words } from './words.ts';
import './Cadence.css';

/** 设置 › 问卷节奏. */
export default function Cadence() {
  const t = useWords(words);
  const format = useFormat();
  const query = useEndpoint(getCadence, {});
  const [savedAt, setSavedAt] = useState<number | null>(null);
  return (
    <SettingsPage {...(savedAt ? { note: t('saved', { time: format.time(savedAt) }) } : {})}>
      <p className="t2 cjk" style={{ maxWidth: '60em' }}>
        {t('lead')}
      </p>
      <Answered query={query}>
        {(data) => <Editor key={data.updatedAt ?? 'default'} now={data} saved={() => setSavedAt(Date.now())} />}
      </Answered>
    </SettingsPage>
  );
}

function Editor({ now, saved }: { now: Answer<typeof getCadence>; saved: () => void }) {
  const t = useWords(words);
  const actor = useActorName();
  const can = useCan();
  const format = useFormat();
  const [draft, setDraft] = useState<Rules>(now.cadence);
  const save = useAction(setCadence, { changes: [getCadence], onDone: saved });
  const may = can('messages:configure');
  const same = (a: Rules, b: Rules) => JSON.stringify(a) === JSON.stringify(b);
  return (
    <fieldset className="hx-cadence" disabled={!may}>
      <section>
        <h2>{t('rest')}</h2>
        <p>{t('restHint')}</p>
        <div className="line">
          <InputNumber
            aria-label={t('rest')}
            min={0}
            max={365}
            value={draft.restDays}
            onChange={(days) => setDraft({ ...draft, restDays: days ?? DEFAULT_CADENCE.restDays })}
          />
          <span className="t2">{t('days')}</span>
        </div>
      </section>
      <section>
        <h2>{t('rules')}</h2>
        <p>{t('rulesHint')}</p>
        <AskRules rules={draft.rules} used={now.used} change={(rules) => setDraft({ ...draft, rules: [...rules] })} />
      </section>
      <ErrorNote error={save.error} />
      <div className="line">
        {may ? (
          <>
            <Button
              type="primary"
              disabled={same(draft, now.cadence)}
              loading={save.isPending}
              onClick={() => save.mutate({ body: draft })}
            >
              {t('save')}
            </Button>
            <Button disabled={same(draft, DEFAULT_CADENCE)} onClick={() => setDraft(DEFAULT_CADENCE)}>
              {t('reset')}
            </Button>
          </>
        ) : null}
        <span className="f12 t3">
          {now.isDefault
            ? t('isDefault')
            : t('changedBy', { who: actor(now.updatedBy ?? ''), time: format.when(now.updatedAt) })}
        </span>
      </div>
    </fieldset>
  );
}

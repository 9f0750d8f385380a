import { Switch } from 'antd';
import { useState } from 'react';
import { useActorName } from '../../../console/lib/actor.ts';
import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../console/lib/session.tsx';
import { useLocale } from '../../../console/lib/settings.ts';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { SettingsPage } from '../../../console/shell/SettingsPage.tsx';
import { Button } from '../../../console/ui/Button.tsx';
import { Choices } from '../../../console/ui/Choices.tsx';
import { CopyButton } from '../../../console/ui/CopyButton.tsx';
import { Field } from '../../../console/ui/Field.tsx';
import { Answered, ErrorNote, Note } from '../../../console/ui/States.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import { getWebChat, type Look, setWebChat, type WebChat } from '../contract.ts';
import { Preview } from './Preview.tsx';
import { words } from './words.ts';
import '../../../console/questions/questions.css';
import './webchat.css';

/** 设置 › 网页会话. */
export default function WebChatSettings() {
  const t = useWords(words);
  const format = useFormat();
  const query = useEndpoint(getWebChat, {});
  const [savedAt, setSavedAt] = useState<number | null>(null);
  return (
    <SettingsPage {...(savedAt ? { note: t('saved', { time: format.time(savedAt) }) } : {})}>
      <p className="t2 cjk hx-lead">{t('lead')}</p>
      <Answered query={query}>
        {(data) => <Editor key={data.updatedAt ?? 'default'} now={data} saved={() => setSavedAt(Date.now())} />}
      </Answered>
    </SettingsPage>
  );
}

const TEXTS = ['title', 'greeting', 'away', 'consent'] as const;

function Editor({ now, saved }: { now: WebChat; saved: () => void }) {
  const t = useWords(words);
  const can = useCan();
  const format = useFormat();
  const actor = useActorName();
  const [look, setLook] = useState<Look>(now.look);
  const [origins, setOrigins] = useState(now.look.origins.join('\n'));
  const [lang, setLang] = useState<'zh' | 'en'>(useLocale());
  const save = useAction(setWebChat, { changes: [getWebChat], onDone: saved });
  const may = can('webchat:configure');
  const draft: Look = {
    ...look,
    origins: origins
      .split(/\s+/)
      .map((each) => each.replace(/\/+$/, ''))
      .filter(Boolean),
  };
  const changed = JSON.stringify(draft) !== JSON.stringify(now.look);
  const put = (isOn: boolean) => save.mutate({ body: { isOn, look: draft } });
  const wrong = save.error?.errors.find(({ path }) => path?.includes('origins'))?.message;
  return (
    <div className="hx-webchat">
      <fieldset disabled={!may}>
        <section>
          <div className="row g8">
            <h2>{t('snippet')}</h2>
            <Tag tone={now.isOn ? 'ok' : 'neutral'} dot={now.isOn}>
              {t(now.isOn ? 'on' : 'off')}
            </Tag>
          </div>
          <p>{t('snippetHint')}</p>
          <CopyButton text={now.snippet} label={t('snippet')} shown={<code>{now.snippet}</code>} />
          {now.isOn && now.look.origins.length === 0 ? <Note tone="warn">{t('originsNone')}</Note> : null}
          <Field label={t('origins')} hint={t('originsHint')} error={wrong}>
            {(control) => (
              <textarea
                id={control.id}
                className="hx-input"
                rows={3}
                value={origins}
                placeholder="https://www.example.com"
                onChange={(event) => setOrigins(event.target.value)}
              />
            )}
          </Field>
        </section>
        <section>
          <div className="row g12">
            <h2 className="grow">{t('look')}</h2>
            <Choices
              label={t('language')}
              options={[
                { key: 'zh', label: t('zh') },
                { key: 'en', label: t('en') },
              ]}
              value={lang}
              choose={setLang}
            />
          </div>
          {TEXTS.map((key) => (
            <Field key={key} label={t(key)} hint={key === 'away' ? t('awayHint') : undefined}>
              {(control) => (
                <input
                  id={control.id}
                  className="hx-input"
                  maxLength={300}
                  value={look[key][lang]}
                  onChange={(event) => setLook({ ...look, [key]: { ...look[key], [lang]: event.target.value } })}
                />
              )}
            </Field>
          ))}
          <Field label={t('privacy')} optional={t('privacyHint')} error={save.error?.of('look.privacyUrl')}>
            {(control) => (
              <input
                id={control.id}
                className="hx-input"
                type="url"
                value={look.privacyUrl ?? ''}
                placeholder="https://"
                onChange={(event) => setLook({ ...look, privacyUrl: event.target.value.trim() || null })}
              />
            )}
          </Field>
          <Field label={t('accent')} hint={t('accentHint')}>
            {(control) => (
              <input
                id={control.id}
                className="colour"
                type="color"
                value={look.accent}
                onChange={(event) => setLook({ ...look, accent: event.target.value })}
              />
            )}
          </Field>
          <div className="row g12">
            <span>{t('side')}</span>
            <Choices
              label={t('side')}
              options={[
                { key: 'right', label: t('sides.right') },
                { key: 'left', label: t('sides.left') },
              ]}
              value={look.side}
              choose={(side) => setLook({ ...look, side })}
            />
          </div>
          <Field label={t('askContact')} hint={t('askContactHint')}>
            {(control) => (
              <Switch
                id={control.id}
                checked={look.askContact}
                onChange={(askContact) => setLook({ ...look, askContact })}
              />
            )}
          </Field>
        </section>
        <ErrorNote error={save.error} />
        {may ? (
          <div className="row g8 wrap">
            <Button type="primary" loading={save.isPending} disabled={now.isOn && !changed} onClick={() => put(true)}>
              {t(now.isOn ? 'save' : 'turnOn')}
            </Button>
            {now.isOn ? <Button onClick={() => put(false)}>{t('turnOff')}</Button> : null}
            {now.updatedAt ? (
              <span className="f12 t3">
                {t('by', { who: actor(now.updatedBy ?? ''), when: format.when(now.updatedAt) })}
              </span>
            ) : null}
          </div>
        ) : null}
      </fieldset>
      <Preview frameUrl={now.frameUrl} look={draft} lang={lang} />
    </div>
  );
}

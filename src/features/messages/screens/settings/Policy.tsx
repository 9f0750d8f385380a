import { InputNumber } from 'antd';
import { useState } from 'react';
import type { Answer } from '../../../../console/api.ts';
import { useActorName } from '../../../../console/lib/actor.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useLocale } from '../../../../console/lib/settings.ts';
import { useCan, useFormat } from '../../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { SettingsPage } from '../../../../console/shell/SettingsPage.tsx';
import { Button } from '../../../../console/ui/Button.tsx';
import { Answered, ErrorNote, Note } from '../../../../console/ui/States.tsx';
import { ChannelKind } from '../../contract-definition.ts';
import { type ContactPolicy, DEFAULT_POLICY } from '../../contract-policy.ts';
import { getContactPolicy, setContactPolicy } from '../../contract-settings.ts';
import { words } from '../words.ts';
import { policySummary } from '../../contract-policy-summary.ts';
import { Budgets } from './Budgets.tsx';
import { Caps } from './Caps.tsx';
import { Days, Pauses } from './Pace.tsx';
import { words as policyWords } from './policy-words.ts';
import { Reach } from './Reach.tsx';
import { SpanInput } from './SpanInput.tsx';
import { SpansInput } from './SpansInput.tsx';
import './settings.css';

/** 设置 › 触达规则. */
export default function Policy() {
  const t = useWords(words);
  const format = useFormat();
  const query = useEndpoint(getContactPolicy, {});
  const more = useWords(policyWords);
  const [savedAt, setSavedAt] = useState<number | null>(null);
  // What it was before the last change, to go back to.
  const [before, setBefore] = useState<ContactPolicy | null>(null);
  const undo = useAction(setContactPolicy, { changes: [getContactPolicy], onDone: () => setBefore(null) });
  return (
    <SettingsPage {...(savedAt ? { note: t('policy.saved', { time: format.time(savedAt) }) } : {})}>
      <p className="t2 cjk hx-lead">{t('policy.lead')}</p>
      <Answered query={query}>
        {(data) => (
          <>
            {before ? (
              <Note tone="ok">
                {more('changedNow')}{' '}
                <button
                  type="button"
                  className="hx-link"
                  disabled={undo.isPending}
                  onClick={() => undo.mutate({ body: before })}
                >
                  {more('undo')}
                </button>
              </Note>
            ) : null}
            {undo.isSuccess && !before ? <Note>{more('undone')}</Note> : null}
            <ErrorNote error={undo.error} />
            <Editor
              key={JSON.stringify(data.policy)}
              now={data}
              saved={() => {
                setBefore(data.policy);
                setSavedAt(Date.now());
              }}
            />
            <Reach />
          </>
        )}
      </Answered>
    </SettingsPage>
  );
}

function Editor({ now, saved }: { now: Answer<typeof getContactPolicy>; saved: () => void }) {
  const t = useWords(words);
  const actor = useActorName();
  const locale = useLocale();
  const can = useCan();
  const format = useFormat();
  const [draft, setDraft] = useState<ContactPolicy>(now.policy);
  const save = useAction(setContactPolicy, { changes: [getContactPolicy], onDone: saved });
  const may = can('messages:configure');
  const more = useWords(policyWords);
  const change = (part: Partial<ContactPolicy>) => setDraft({ ...draft, ...part });
  const changed = JSON.stringify(draft) !== JSON.stringify(now.policy);
  const wrongOf = (channel: ChannelKind, purpose: 'service' | 'marketing') =>
    save.error?.of(`hours.${channel}.${purpose}`);
  return (
    <fieldset className="hx-policy" disabled={!may}>
      <details className="hx-policy-summary" open>
        <summary>{more('summary')}</summary>
        <ul>
          {policySummary(draft, locale).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
      <section>
        <h2>{t('policy.hours')}</h2>
        <p>{t('policy.hoursHint')}</p>
        <table>
          <thead>
            <tr>
              <th />
              <th>{t('purpose.service')}</th>
              <th>{t('purpose.marketing')}</th>
            </tr>
          </thead>
          <tbody>
            {ChannelKind.options.map((channel) => (
              <tr key={channel}>
                <th scope="row">{t(`channel.${channel}`)}</th>
                {(['service', 'marketing'] as const).map((purpose) => (
                  <td key={purpose} data-label={t(`purpose.${purpose}`)}>
                    <SpansInput
                      spans={draft.hours[channel][purpose]}
                      label={`${t(`channel.${channel}`)} ${t(`purpose.${purpose}`)}`}
                      wrong={wrongOf(channel, purpose)}
                      change={(spans) =>
                        setDraft({
                          ...draft,
                          hours: { ...draft.hours, [channel]: { ...draft.hours[channel], [purpose]: spans } },
                        })
                      }
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Days draft={draft} change={change} />
      <section>
        <h2>{t('policy.hardStop')}</h2>
        <p>{t('policy.hardStopHint')}</p>
        <div className="row g12 wrap">
          <SpanInput
            span={draft.hardStop}
            label={t('policy.hardStop')}
            overnight
            change={({ from, to }) => setDraft({ ...draft, hardStop: { ...draft.hardStop, from, to } })}
          />
          {ChannelKind.options.map((channel) => {
            const on = draft.hardStop.channels.includes(channel);
            const channels = on
              ? draft.hardStop.channels.filter((each) => each !== channel)
              : [...draft.hardStop.channels, channel];
            return (
              <button
                key={channel}
                type="button"
                className={on ? 'hx-toggle on' : 'hx-toggle'}
                aria-pressed={on}
                onClick={() => setDraft({ ...draft, hardStop: { ...draft.hardStop, channels } })}
              >
                {t(`channel.${channel}`)}
              </button>
            );
          })}
        </div>
      </section>
      <section>
        <h2>{t('policy.caps')}</h2>
        <p>{more('capsHint')}</p>
        <Caps caps={draft.caps} change={(caps) => setDraft({ ...draft, caps: [...caps] })} />
      </section>
      <Pauses draft={draft} change={change} />
      <Budgets draft={draft} change={change} />
      <section>
        <h2>{t('policy.giveUp')}</h2>
        <p>{t('policy.giveUpHint')}</p>
        <InputNumber
          aria-label={t('policy.giveUp')}
          min={1}
          max={90}
          value={draft.giveUpDays}
          onChange={(days) => setDraft({ ...draft, giveUpDays: days ?? DEFAULT_POLICY.giveUpDays })}
        />
      </section>
      <ErrorNote error={save.error} />
      <div className="row g12 wrap save">
        {may ? (
          <>
            <Button
              type="primary"
              disabled={!changed}
              loading={save.isPending}
              onClick={() => save.mutate({ body: draft })}
            >
              {t('policy.save')}
            </Button>
            <Button
              disabled={JSON.stringify(draft) === JSON.stringify(DEFAULT_POLICY)}
              onClick={() => setDraft(DEFAULT_POLICY)}
            >
              {t('policy.reset')}
            </Button>
          </>
        ) : null}
        <span className="f12 t3">
          {now.isDefault
            ? t('policy.isDefault')
            : t('policy.changedBy', { who: actor(now.updatedBy ?? ''), time: format.when(now.updatedAt) })}
        </span>
      </div>
    </fieldset>
  );
}

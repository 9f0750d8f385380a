import { InputNumber } from 'antd';
import { useState } from 'react';
import { defaultHoldout } from '../../../engine/assignment/index.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Field } from '../../../console/ui/Field.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote, Note } from '../../../console/ui/States.tsx';
import { enablePlaybook, getPlaybook, getPlaybookPath, listPlaybooks, type PlaybookDetail } from '../contract.ts';
import { smallestFor } from '../contract-power.ts';
import { words } from './words.ts';
import './Playbook.css';

/** What is fixed when a playbook is switched on, and what each choice means. */
export default function EnableSheet({ playbook, close }: { playbook: PlaybookDetail; close: () => void }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const { definition, currentEpoch: epoch, enrolled } = playbook;
  const path = useEndpoint(getPlaybookPath, { params: { playbook: playbook.key } });
  const critical = definition.control.serviceCritical;
  const eligible = path.data ? path.data.audienceNow - path.data.withoutConsent : null;
  // As the server's own default: by everybody the audience holds for, with or without consent.
  const hint = path.data ? defaultHoldout(path.data.audienceYear) : null;
  const first = critical ? 0 : (definition.control.holdout ?? epoch?.holdout ?? null);
  const [chosen, setChosen] = useState<number | null>(first);
  const [days, setDays] = useState<number | null>(definition.windowDays);
  const holdout = critical ? 0 : (chosen ?? hint ?? 0.2);
  const enable = useAction(enablePlaybook, {
    changes: [getPlaybook, getPlaybookPath, listPlaybooks],
    onDone: close,
  });
  const people = enrolled.treatment + enrolled.control;
  const registeredDays = epoch?.registered.windowDays;
  const opensEpoch = epoch !== null && (epoch.holdout !== holdout || registeredDays !== days);
  const aYear = path.data?.eligibleYear ?? null;
  const smallest = aYear === null ? null : smallestFor(definition.target, aYear * (1 - holdout), aYear * holdout);
  const wrongDays = days === null || !Number.isInteger(days) || days < 1 || days > 365;
  const share = format.percent(holdout, 0);
  const submit =
    opensEpoch && people > 0
      ? t('enable.submitEpoch', { epoch: epoch.epoch + 1, share })
      : holdout === 0
        ? t('enable.submitNone')
        : t('enable.submit', { share });
  return (
    <Sheet
      open
      width={440}
      title={t(playbook.status === 'running' ? 'enable.adjustTitle' : 'enable.title', { name: say(playbook.name) })}
      close={close}
      primary={{
        label: submit,
        disabled: wrongDays,
        loading: enable.isPending,
        onClick: () =>
          enable.mutate({
            params: { playbook: playbook.key },
            body: { ...(critical ? {} : { holdout }), ...(days === null ? {} : { windowDays: days }) },
          }),
      }}
    >
      <div className="hx-form">
        {critical ? (
          <Note tone="warn">{t('enable.critical')}</Note>
        ) : (
          <Field
            label={t('enable.holdout')}
            error={enable.error?.of('holdout')}
            hint={
              <>
                {t('enable.holdoutHint')}
                {hint !== null && path.data ? (
                  <>
                    <br />
                    {t('enable.auto', {
                      count: format.number(path.data.audienceYear),
                      share: format.percent(hint, 0),
                    })}
                  </>
                ) : null}
              </>
            }
          >
            {(field) => (
              <>
                <InputNumber
                  {...field}
                  min={0}
                  max={90}
                  precision={0}
                  suffix="%"
                  style={{ width: 120 }}
                  value={Math.round(holdout * 100)}
                  onChange={(value) => setChosen(value === null ? null : value / 100)}
                />
                <span className="hx-arms" aria-hidden="true">
                  <i style={{ flex: 1 - holdout }} />
                  {holdout > 0 ? <i className="control" style={{ flex: holdout }} /> : null}
                </span>
              </>
            )}
          </Field>
        )}
        <Field
          label={t('enable.window')}
          error={wrongDays ? t('enable.windowRange') : enable.error?.of('windowDays')}
          hint={t('enable.windowHint', { goal: say(definition.goal.name), refund: definition.refundDays })}
        >
          {(field) => (
            <InputNumber
              {...field}
              min={1}
              max={365}
              precision={0}
              style={{ width: 120 }}
              value={days}
              onChange={setDays}
            />
          )}
        </Field>
        <div className="hx-meaning">
          <h3>{t('enable.meaning')}</h3>
          <ul>
            {holdout > 0 ? (
              <li>
                {t('enable.perHundred', {
                  control: Math.round(holdout * 100),
                  treatment: 100 - Math.round(holdout * 100),
                })}
              </li>
            ) : null}
            {aYear !== null && aYear > 0 && holdout > 0 ? (
              <li>
                {smallest === null
                  ? t('enable.smallestNone')
                  : t('enable.smallest', { points: format.points(smallest).replace('+', '') })}
              </li>
            ) : null}
            <li className={opensEpoch && people > 0 ? 'warn' : undefined}>
              {epoch !== null && people > 0
                ? opensEpoch
                  ? t('enable.newEpoch', { epoch: epoch.epoch, count: format.number(people), next: epoch.epoch + 1 })
                  : t('enable.same', { epoch: epoch.epoch })
                : t('enable.fixed')}
            </li>
          </ul>
        </div>
        <div className="hx-meaning">
          <h3>{t('enable.registered')}</h3>
          <ul>
            <li>
              {t('enable.goal', { goal: say(definition.goal.name), days: days ?? '—', refund: definition.refundDays })}
            </li>
            <li>
              {definition.target.lift === null
                ? t('panel.noTarget')
                : t('panel.targetText', { points: format.points(definition.target.lift).replace('+', '') })}
              {' · '}
              {t(`panel.${definition.target.mode}`)}
              {definition.target.mode === 'always_valid' && definition.target.plannedN !== null
                ? ` · ${t('enable.planned', { count: format.number(definition.target.plannedN) })}`
                : ''}
            </li>
            <li>{t('enable.definition', { version: playbook.version, strata: definition.strata.length })}</li>
            <li>{t('enable.locked')}</li>
          </ul>
        </div>
        {path.data && eligible === 0 && path.data.audienceNow > 0 ? (
          <Note tone="warn">{t('enable.nobody', { count: format.number(path.data.audienceNow) })}</Note>
        ) : null}
        <ErrorNote error={enable.error} />
      </div>
    </Sheet>
  );
}

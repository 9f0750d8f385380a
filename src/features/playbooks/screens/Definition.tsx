import { useState } from 'react';
import { save } from '../../../console/charts/picture.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Button } from '../../../console/ui/Button.tsx';
import { Card, Facts } from '../../../console/ui/Card.tsx';
import type { PlaybookDetail } from '../contract.ts';
import { PlaybookPage } from './Frame.tsx';
import { words } from './words.ts';
import './Playbook.css';

/** 定义: in sentences first, then the JSON it was imported as. */
export default function Definition() {
  return <PlaybookPage>{(playbook) => <Told playbook={playbook} />}</PlaybookPage>;
}

function Told({ playbook }: { playbook: PlaybookDetail }) {
  const t = useWords(words);
  const say = useSay();
  const { definition } = playbook;
  const json = JSON.stringify(definition, null, 2);
  const saveJson = () => save(new Blob([json], { type: 'application/json' }), `${playbook.key}.json`);
  return (
    <div className="hx-definition">
      <Card title={t('definition.sentences')}>
        <p className="hx-definition-lead">{say(definition.description)}</p>
        <Sentences playbook={playbook} />
      </Card>
      <Card
        title={t('definition.json')}
        extra={
          <>
            <CopyJson json={json} />
            <Button size="small" icon="download" onClick={saveJson}>
              {t('definition.download')}
            </Button>
          </>
        }
      >
        <p className="hx-panel-words">{t('definition.jsonHint')}</p>
        <pre className="hx-json" tabIndex={0}>
          {json}
        </pre>
      </Card>
    </div>
  );
}

function CopyJson({ json }: { json: string }) {
  const t = useWords(words);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(json);
    setCopied(true);
    setTimeout(() => setCopied(false), 1600);
  };
  return (
    <Button size="small" icon={copied ? 'check' : 'copy'} onClick={() => void copy()}>
      {t(copied ? 'definition.copied' : 'definition.copy')}
    </Button>
  );
}

function Sentences({ playbook }: { playbook: PlaybookDetail }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const { definition, sentences } = playbook;
  const { goal, windowDays, refundDays, control, target, economics, strata, consent } = definition;
  const held = control.serviceCritical
    ? t('definition.controlCritical')
    : control.holdout === null
      ? t('definition.controlAuto')
      : t('definition.controlText', { share: format.percent(control.holdout, 0) });
  const byKey = new Map(sentences.strata.map((one) => [one.key, one.sentence]));
  return (
    <Facts
      rows={[
        [t('definition.trigger'), sentences.trigger],
        [t('definition.audience'), <b key="audience">{sentences.audience}</b>],
        [t('definition.consent'), t(`definition.consentText.${consent ?? 'none'}`)],
        [
          t('definition.goal'),
          t('definition.goalText', { goal: say(goal.name), days: windowDays, refund: refundDays }),
        ],
        [t('definition.control'), held],
        [
          t('definition.target'),
          target.lift === null
            ? t('panel.noTarget')
            : t('definition.targetText', {
                target: t('panel.targetText', { points: format.points(target.lift).replace('+', '') }),
                mode: t(`panel.${target.mode}`),
              }),
        ],
        ...(strata.length > 0
          ? [
              [
                t('definition.strata'),
                <ul key="strata" className="hx-strata-list">
                  {strata.map((one) => (
                    <li key={one.key}>
                      <span className="fw5">{say(one.name)}</span>
                      <span className="t3">{byKey.get(one.key)}</span>
                    </li>
                  ))}
                </ul>,
              ] as const,
            ]
          : []),
        [
          t('definition.economics'),
          economics === null
            ? t('definition.economicsNone')
            : t('definition.economicsText', {
                margin: format.percent(economics.margin, 0),
                setup: format.money(economics.setupCost),
                monthly: format.money(economics.monthlyCost),
                contact: format.money(economics.costPerContact),
              }),
        ],
        [
          t('definition.steps'),
          definition.flow === null
            ? t('definition.stepsNone')
            : definition.flow.nodes.map(({ id }) => say(playbook.steps[id]?.title ?? { zh: id, en: id })).join(' → '),
        ],
        [t('definition.again'), t(`definition.againText.${definition.again}`)],
        [
          t('definition.parts'),
          t('definition.partsText', {
            forms: definition.forms.length,
            scripts: definition.scripts.length,
            messages: definition.messages.length,
            calls: definition.calls?.length ?? 0,
          }),
        ],
      ]}
    />
  );
}

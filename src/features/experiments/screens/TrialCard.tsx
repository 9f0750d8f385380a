import { useState } from 'react';
import { LineBand } from '../../../console/charts/LineBand.tsx';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useAction } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Said } from '../../../console/ui/Said.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote, Note } from '../../../console/ui/States.tsx';
import { Tag, type Tone } from '../../../console/ui/Tag.tsx';
import { getTrial, listTrials, promoteTrial, stopTrial, type Trial } from '../contract-trials.ts';
import { TrialFigures } from './TrialFigures.tsx';
import { useOutcome, useSecond } from './outcome.ts';
import { words } from './words.ts';

const TONES: Readonly<Record<Trial['verdict'], Tone>> = {
  not_yet: 'neutral',
  better: 'ok',
  worse: 'warn',
  guardrail: 'bad',
};

/** One experiment: what was registered, both wordings with rates and intervals, guardrails, the evidence by day. */
export function TrialCard({ trial, writes }: { trial: Trial; writes: boolean }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const outcome = useOutcome();
  const second = useSecond();
  const [asking, ask] = useState<'stop' | 'promote' | null>(null);
  const done = { changes: [listTrials, getTrial], onDone: () => ask(null) };
  const stop = useAction(stopTrial, done);
  const promote = useAction(promoteTrial, done);
  const { ratio, rules, looks } = trial;
  const params = { experiment: trial.experimentId };
  const which = t(trial.verdict === 'better' ? 'whichB' : 'whichA');
  const mayPromote = trial.verdict !== 'not_yet' && trial.promoted === null && ratio.verdict !== 'invalid';
  const log = (e: number) => Math.log10(Math.max(e, 1e-4));
  return (
    <Card
      title={t('name', { kind: t(`kind.${trial.kind}`), part: say(trial.partName) })}
      caption={t('of', { playbook: say(trial.playbookName), number: trial.number })}
      extra={
        <>
          <Tag dot={trial.state === 'running'}>{t(`state.${trial.endReason ?? 'running'}`)}</Tag>
          <Tag tone={TONES[trial.verdict]}>{t(`verdict.${trial.verdict}`)}</Tag>
        </>
      }
    >
      {ratio.verdict === 'ok' ? null : (
        <Note tone={ratio.verdict === 'invalid' ? 'bad' : 'warn'}>
          {t(ratio.verdict === 'invalid' ? 'srmBad' : 'srmWarn', {
            p: ratio.p < 0.001 ? '< 0.001' : format.number(ratio.p, 3),
          })}
        </Note>
      )}
      <div className="hx-trial">
        <div className="figures">
          <TrialFigures trial={trial} />
        </div>
        <div className="evidence">
          {looks.length > 0 ? (
            <LineBand
              height={200}
              label={t('trend')}
              title={t('trend')}
              format={(value) => format.number(10 ** value, value < 1 ? 2 : 0)}
              target={{ value: log(rules.stopAt), label: t('stopLine', { stop: rules.stopAt }) }}
              points={looks.map(({ day, e }) => ({ label: day.slice(5), value: log(e) }))}
            />
          ) : (
            <p className="t3">{t('none')}</p>
          )}
        </div>
      </div>
      <div className="hx-trial-texts">
        <blockquote>
          <b>{t('a')}</b> <Said text={say(trial.texts.a)} />
        </blockquote>
        <blockquote>
          <b>{second(trial.variant)}</b> <Said text={say(trial.texts.b)} />
        </blockquote>
      </div>
      <footer className="hx-trial-foot">
        <span className="t3 grow">
          {outcome(trial)} ·{' '}
          {t('registered', { at: format.when(trial.startedAt), by: trial.startedBy, salt: trial.salt })}{' '}
          {trial.endedAt ? t('ended', { at: format.when(trial.endedAt) }) : null}{' '}
          {trial.promotedVersion ? t('made', { version: trial.promotedVersion }) : null}
        </span>
        {writes && trial.state === 'running' ? <Button onClick={() => ask('stop')}>{t('stop')}</Button> : null}
        {writes && mayPromote ? (
          <Button type="primary" onClick={() => ask('promote')}>
            {t('promote', { which })}
          </Button>
        ) : null}
      </footer>
      {asking === 'stop' ? (
        <Sheet
          open
          kind="dialog"
          title={t('stopTitle')}
          close={() => ask(null)}
          primary={{ label: t('stopDo'), loading: stop.isPending, onClick: () => stop.mutate({ params }) }}
        >
          <p>{t('stopText')}</p>
          <ErrorNote error={stop.error} />
        </Sheet>
      ) : null}
      {asking === 'promote' ? (
        <Sheet
          open
          kind="dialog"
          title={t('promoteTitle', { which })}
          close={() => ask(null)}
          primary={{ label: t('promoteDo'), loading: promote.isPending, onClick: () => promote.mutate({ params }) }}
        >
          <p>{t('promoteText')}</p>
          <ErrorNote error={promote.error} />
        </Sheet>
      ) : null}
    </Card>
  );
}

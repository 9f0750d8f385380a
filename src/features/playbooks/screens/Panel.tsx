import { Link } from 'react-router';
import { StackedBar } from '../../../console/charts/StackedBar.tsx';
import { useActorName } from '../../../console/lib/actor.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat, usePath } from '../../../console/lib/session.tsx';
import { Facts, Section } from '../../../console/ui/Card.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import { Verdict } from '../../../console/ui/Verdict.tsx';
import type { Scorecard } from '../../outcomes/contract.ts';
import type { PlaybookDetail, PlaybookPath } from '../contract.ts';
import { Outcome } from './Outcome.tsx';
import { words } from './words.ts';

interface Known {
  readonly playbook: PlaybookDetail;
  readonly path: PlaybookPath | undefined;
  readonly card: Scorecard | undefined;
}

export function Panel(known: Known) {
  return (
    <>
      <Goal {...known} />
      <Arms {...known} />
      <Versions playbook={known.playbook} />
      <LatestRuns playbook={known.playbook} />
    </>
  );
}

function Goal({ playbook, card }: Known) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const { definition, epoch } = playbook;
  const { lift, mode } = definition.target;
  const ends = card && (card.mode === 'fixed' ? card.conversion.ci : card.conversion.ci_always_valid);
  return (
    <Section
      title={t('panel.goal')}
      extra={epoch === null ? null : <Tag icon="lock">{t('panel.locked', { epoch })}</Tag>}
    >
      <Facts
        rows={[
          [
            t('panel.conversion'),
            <span key="goal" className="fw5">
              {t('panel.conversionText', { goal: say(definition.goal.name), days: definition.windowDays })}
            </span>,
          ],
          [
            t('panel.target'),
            lift === null
              ? t('panel.noTarget')
              : t('panel.targetText', { points: format.points(lift).replace('+', '') }),
          ],
          [t('panel.mode'), t(`panel.${mode}`)],
          ...(card && card.conversion.diff !== null
            ? [
                [
                  t('panel.now'),
                  <span key="now">
                    <b>{format.points(card.conversion.diff)}</b>{' '}
                    {ends ? format.interval(ends[0] * 100, ends[1] * 100) : ''} <Verdict kind={card.verdict} plain />
                  </span>,
                ] as const,
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function Arms({ playbook, path, card }: Known) {
  const t = useWords(words);
  const format = useFormat();
  const { treatment, control } = playbook.enrolled;
  const whole = treatment + control;
  const srm = card?.srm?.verdict;
  const tone = { ok: 'ok', warning: 'warn', invalid: 'bad' } as const;
  const share = (part: number) => format.percent(whole === 0 ? null : part / whole);
  return (
    <Section
      title={t('panel.control')}
      extra={
        srm ? (
          <Tag tone={tone[srm]}>{t(`panel.srm.${srm}`)}</Tag>
        ) : playbook.holdout === null ? null : (
          <Tag>{t('panel.planned', { share: format.percent(playbook.holdout, 0) })}</Tag>
        )
      }
    >
      {playbook.definition.control.serviceCritical || playbook.holdout === 0 ? (
        <p className="hx-panel-words">{t('panel.noControl')}</p>
      ) : whole === 0 ? (
        <p className="hx-panel-words">{t('panel.nobody')}</p>
      ) : (
        <>
          <StackedBar
            kind="arms"
            legend={false}
            parts={[
              { label: t('arm.treatment'), value: treatment, text: format.number(treatment) },
              { label: t('arm.control'), value: control, text: format.number(control) },
            ]}
          />
          <div className="row between f12 hx-arm-words">
            <span>
              <span className="ac fw5">{t('arm.treatment')}</span> {format.number(treatment)}{' '}
              <span className="t3">{share(treatment)}</span>
            </span>
            <span>
              <span className="t2 fw5">{t('arm.control')}</span> {format.number(control)}{' '}
              <span className="t3">{share(control)}</span>
            </span>
          </div>
          {path?.smallestProvable ? (
            <p className="hx-panel-words">
              {t('panel.smallest', { points: format.points(path.smallestProvable).replace('+', '') })}
            </p>
          ) : null}
        </>
      )}
    </Section>
  );
}

function Versions({ playbook }: { playbook: PlaybookDetail }) {
  const t = useWords(words);
  const actor = useActorName();
  const shipped = playbook.origin === 'shipped';
  const format = useFormat();
  return (
    <Section title={t('panel.versions')}>
      <ul className="hx-versions">
        {playbook.versions.slice(0, 6).map((one) => {
          const live = playbook.status === 'running' && one.version === playbook.liveVersion;
          const newer = one.version > (playbook.liveVersion ?? 0);
          return (
            <li key={one.version}>
              <b className={newer ? 'ac' : live ? undefined : 't2'}>{t('version', { version: one.version })}</b>
              <span className={live || newer ? 'el' : 'el t2'} title={one.note}>
                {one.note || (
                  <span className="t3">
                    {one.version === 1 && shipped ? t('origin.shipped') : actor(one.createdBy)}
                  </span>
                )}
              </span>
              {live ? (
                <Tag tone="ok">{t('panel.live')}</Tag>
              ) : newer ? (
                <Tag tone="accent">{t('panel.pending')}</Tag>
              ) : (
                <span className="f12 t3">{format.when(one.createdAt)}</span>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function LatestRuns({ playbook }: { playbook: PlaybookDetail }) {
  const t = useWords(words);
  const to = usePath();
  const format = useFormat();
  const runs = [...playbook.runs].sort((a, b) => Number(b.error !== null) - Number(a.error !== null)).slice(0, 4);
  return (
    <Section
      title={t('panel.runs')}
      extra={
        playbook.runs.length > 4 ? (
          <Link className="f12 fw5" to={to(`playbooks/${playbook.key}/runs`)}>
            {t('panel.allRuns')}
          </Link>
        ) : playbook.nextRunAt ? (
          <span className="f12 t3">{t('panel.next', { when: format.when(playbook.nextRunAt) })}</span>
        ) : null
      }
    >
      {runs.length === 0 ? <p className="hx-panel-words">{t('panel.noRuns')}</p> : null}
      <ul className="hx-runs">
        {runs.map((run) => (
          <li key={run.runId}>
            <span className="t3">{format.when(run.at)}</span>
            <Outcome run={run} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import type { Scorecard } from '../../outcomes/contract.ts';
import type { PlaybookDetail, PlaybookPath } from '../contract.ts';
import { endsIn } from './flow-lines.ts';
import { type Counts, FlowTree } from './FlowTree.tsx';
import { Fork, Line, Node } from './Node.tsx';
import { words } from './words.ts';

interface Known {
  readonly playbook: PlaybookDetail;
  readonly path: PlaybookPath | undefined;
  readonly card: Scorecard | undefined;
  readonly counts: Counts | undefined;
  /** The scorecard is on its way. */
  readonly waits: boolean;
}

/** Trigger, eligibility and chance, the two arms, the goal of each. */
export function Picture(known: Known) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const { playbook, path } = known;
  const { treatment, control } = playbook.enrolled;
  const started = playbook.epoch !== null;
  const held = heldOut(playbook);
  return (
    <div className="hx-path" role="group" aria-label={t('path.picture', { name: say(playbook.name) })}>
      <p className="legend">
        {playbook.epoch === null ? t('path.legendNone') : t('path.legend', { epoch: playbook.epoch })}
      </p>
      <div className="main top">
        <Node
          icon="bolt"
          title={playbook.sentences.audience}
          count={
            started ? (
              <span className="t3 thin">{t('path.nowCount', { count: format.number(path?.audienceNow) })}</span>
            ) : (
              format.number(path?.audienceNow)
            )
          }
          sub={playbook.sentences.trigger}
        />
        <Line />
        <Node
          icon="split"
          title={t('path.eligible')}
          count={started ? format.number(treatment + control) : undefined}
          sub={<Eligible {...known} />}
        />
      </div>
      <Fork held={held > 0} label={started ? t('path.treatmentArm', { count: format.number(treatment) }) : ''} />
      {held > 0 ? <Control {...known} held={held} /> : null}
      <Treatment {...known} />
      <Followed {...known} />
    </div>
  );
}

function heldOut({ definition, holdout }: PlaybookDetail): number {
  if (definition.control.serviceCritical) return 0;
  return holdout ?? definition.control.holdout ?? 0.2;
}

function Eligible({ playbook, path }: Known) {
  const t = useWords(words);
  const format = useFormat();
  const { consent, control } = playbook.definition;
  const asked = consent === null ? t('path.noConsentAsked') : null;
  const lacking = path?.withoutConsent ?? 0;
  const told =
    asked ??
    (consent !== null && path
      ? lacking > 0
        ? t('path.noConsent', { count: format.number(lacking), consent: t(`path.consent.${consent}`) })
        : t('path.allConsent', { consent: t(`path.consent.${consent}`) })
      : '');
  return control.serviceCritical ? `${told} · ${t('path.critical')}` : told;
}

function Control({ playbook, card, waits, held }: Known & { held: number }) {
  const t = useWords(words);
  const format = useFormat();
  const auto = playbook.epoch === null && playbook.holdout === null;
  return (
    <div className="aside">
      <Node
        icon="eye"
        kind="control"
        title={t('path.control', { share: auto ? '' : format.percent(held, 0) })}
        count={playbook.epoch === null ? undefined : format.number(playbook.enrolled.control)}
        sub={t('path.controlSub')}
      />
      <Line dashed />
      <Goal playbook={playbook} figures={card?.conversion.c} waits={waits} kind="control" />
    </div>
  );
}

function Treatment({ playbook, path }: Known) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const { flow } = playbook.definition;
  const strata = (path?.strata ?? []).filter((one) => one.treatment + one.control > 0);
  const named = strata.reduce((sum, one) => sum + one.treatment, 0);
  const rest = playbook.enrolled.treatment - named;
  return (
    <div className="main">
      <Node
        icon="send"
        kind="treatment"
        title={t('path.treatment')}
        count={playbook.epoch === null ? undefined : format.number(playbook.enrolled.treatment)}
        sub={flow === null ? t('path.treatmentRecord') : t('path.treatmentFlow')}
      >
        {strata.map((one) => (
          <div key={one.key} className="channel">
            <span className="el">{say(one.name)}</span>
            <span className="t3">{t('path.controlOf', { count: format.number(one.control) })}</span>
            <b>{t('path.treatmentArm', { count: format.number(one.treatment) })}</b>
          </div>
        ))}
        {strata.length > 0 && rest > 0 ? (
          <div className="channel">
            <span>{t('path.other')}</span>
            <span />
            <b>{t('path.treatmentArm', { count: format.number(rest) })}</b>
          </div>
        ) : null}
      </Node>
      <Line />
    </div>
  );
}

/** What is done for the treatment arm, and what comes of it. Where every way ends, the goal is reached from none of them. */
function Followed({ playbook, card, waits, counts }: Known) {
  const { flow } = playbook.definition;
  return (
    <div className="tree">
      {flow ? (
        <>
          <FlowTree flow={flow} said={playbook.steps} counts={counts} />
          {endsIn(flow.nodes) ? null : <Line />}
        </>
      ) : null}
      <Goal playbook={playbook} figures={card?.conversion.t} waits={waits} kind="goal" />
    </div>
  );
}

function Goal({
  playbook,
  figures,
  waits,
  kind,
}: {
  playbook: PlaybookDetail;
  figures: Scorecard['conversion']['t'] | undefined;
  waits: boolean;
  kind: 'goal' | 'control';
}) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const { definition } = playbook;
  const known = figures && figures.n > 0;
  return (
    <Node
      icon="flag"
      kind={kind === 'control' ? 'controlEnd' : 'end'}
      title={t('path.goal', { days: definition.windowDays, goal: say(definition.goal.name) })}
      count={known ? format.percent(figures.rate) : undefined}
      sub={
        known
          ? t('path.matured', { n: format.number(figures.n), k: format.number(figures.k) })
          : playbook.epoch === null
            ? undefined
            : waits
              ? '…'
              : figures && t('path.goalWait')
      }
    />
  );
}

import { Link } from 'react-router';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Section } from '../../../../console/ui/Card.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Answered, Skeleton } from '../../../../console/ui/States.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { type ExplainedEnrolment, listCustomerEnrolments } from '../../../playbooks/contract.ts';
import { type Firing, listFirings } from '../../../rules/contract.ts';
import type { CustomerDetail } from '../../contract.ts';
import { words } from './words.ts';

/** Which playbooks she is in, by which facts and which draw; and the rules that fired. Only for roles that see arms. */
export function Why({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const can = useCan();
  const params = { customer: customer.customerId };
  const seesArms = can('experiments:read');
  const enrolments = useEndpoint(listCustomerEnrolments, { params }, { enabled: seesArms });
  const firings = useEndpoint(listFirings, { params }, { enabled: can('rules:read') });
  // A playbook's own rule fires as she enters: told once, with the arm.
  const entered = new Set(enrolments.data?.enrolments.map((one) => one.enteredAt));
  const others = (firings.data?.firings ?? []).filter((firing) => !entered.has(firing.firedAt));
  if (!seesArms && others.length === 0) return null;
  return (
    <Section title={t('why')}>
      {seesArms ? (
        <Answered query={enrolments} skeleton={<Skeleton lines={3} />}>
          {({ enrolments: all }) =>
            all.length === 0 ? (
              <p className="t3">
                {t('whyNone')}
                {others.length === 0 ? <span className="f12"> {t('whyNoneHint')}</span> : null}
              </p>
            ) : (
              <ul className="why">
                {all.map((one) => (
                  <Enrolled key={`${one.playbook}${one.epoch}`} one={one} />
                ))}
              </ul>
            )
          }
        </Answered>
      ) : null}
      {others.length > 0 ? (
        <details className="firings" open={!seesArms}>
          <summary>{t('firings', { count: others.length })}</summary>
          <ul className="why">
            {others.map((firing) => (
              <Fired key={`${firing.ruleId}${firing.firedAt}`} firing={firing} />
            ))}
          </ul>
        </details>
      ) : null}
    </Section>
  );
}

function Enrolled({ one }: { one: ExplainedEnrolment }) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const format = useFormat();
  const isControl = one.arm === 'control';
  return (
    <li>
      <div className="row g8 wrap">
        <Icon name="playbook" />
        <Link className="fw5" to={to(`playbooks/${encodeURIComponent(one.playbook)}`)}>
          {say(one.playbookName)}
        </Link>
        <Tag tone={isControl ? 'neutral' : 'accent'}>{t(`arm.${one.arm}`)}</Tag>
        <span className="f12 t3">
          {t('enteredOn', { when: format.when(one.enteredAt), epoch: one.epoch })}
          {one.stratum && one.stratum !== 'other'
            ? ` · ${t('stratum', { name: one.stratumName ? say(one.stratumName) : one.stratum })}`
            : ''}
        </span>
      </div>
      <Because lines={one.because} />
      <p className="draw">
        {t(isControl ? 'drawControl' : 'drawTreatment', {
          u: format.number(one.u, 3),
          holdout: format.percent(one.holdout, 0),
        })}
      </p>
    </li>
  );
}

function Fired({ firing }: { firing: Firing }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  return (
    <li>
      <div className="row g8 wrap">
        <Icon name="bolt" />
        <span className="fw5">{say(firing.ruleName)}</span>
        <span className="f12 t3">{t('firedOn', { when: format.when(firing.firedAt), version: firing.version })}</span>
      </div>
      <Because lines={firing.because} />
    </li>
  );
}

/** One line per condition: whether it held, the sentence, what she had. */
function Because({ lines }: { lines: ExplainedEnrolment['because'] }) {
  const t = useWords(words);
  return (
    <ul className="because">
      {lines.map((line, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- the order of the conditions is fixed
        <li key={at} className={line.held ? undefined : 'not'}>
          <Icon name={line.held ? 'check' : 'close'} size={14} label={line.held ? t('held') : t('notHeld')} />
          <span>
            {line.sentence}{' '}
            <span className="t3">{line.value === null ? t('hadNothing') : t('had', { value: line.value })}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

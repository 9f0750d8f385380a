import { Link } from 'react-router';
import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat, usePath } from '../../../console/lib/session.tsx';
import { Facts } from '../../../console/ui/Card.tsx';
import { Icon } from '../../../console/ui/Icon.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import type { ExplainedEnrolment } from '../contract.ts';
import { ArmTag } from './ArmTag.tsx';
import { words } from './words.ts';

/** Why this customer is in the playbook and in this arm: the conditions as they held at entry, and the draw. */
export default function Why({
  enrolment,
  stratum,
  close,
}: {
  enrolment: ExplainedEnrolment;
  stratum: string;
  close: () => void;
}) {
  const t = useWords(words);
  const to = usePath();
  const format = useFormat();
  const { name, externalId, customerId, arm, u, holdout, because, epoch, enteredAt } = enrolment;
  return (
    <Sheet open title={name ?? externalId} close={close}>
      <div className="hx-why">
        <Facts
          rows={[
            [t('customers.arm'), <ArmTag key="arm" arm={arm} />],
            [t('customers.stratum'), stratum],
            [t('customers.entered'), format.date(enteredAt)],
            [t('customers.epoch'), t('epoch', { epoch })],
          ]}
        />
        <section>
          <h2>{t('customers.sheet')}</h2>
          <p className="hx-panel-words">{because.length > 0 ? t('customers.because') : t('customers.noReason')}</p>
          <ul className="because">
            {because.map((line) => (
              <li key={line.sentence}>
                <span className={line.held ? 'ok' : 't3'}>
                  <Icon name={line.held ? 'check' : 'close'} size={14} />
                </span>
                <span>
                  {line.sentence}
                  {line.value === null ? null : (
                    <span className="had">{t('customers.had', { value: line.value })}</span>
                  )}
                </span>
                <span className={line.held ? 'f12 ok' : 'f12 t3'}>
                  {t(line.held ? 'customers.held' : 'customers.notHeld')}
                </span>
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h2>{t('customers.drawTitle', { arm: t(`arm.${arm}`) })}</h2>
          <Draw u={u} holdout={holdout} />
          <p className="hx-panel-words">
            {t('customers.drawWhy', { holdout: format.number(holdout), u: u.toFixed(6) })}
          </p>
        </section>
        <Link to={to(`customers/${customerId}`)}>{t('customers.open')}</Link>
      </div>
    </Sheet>
  );
}

/** The draw on the line from 0 to 1: left of the hold-out is control. */
function Draw({ u, holdout }: { u: number; holdout: number }) {
  const t = useWords(words);
  return (
    <div className="draw" aria-hidden="true">
      <div className="track">
        {holdout > 0 ? <i className="control" style={{ flex: holdout }} /> : null}
        <i style={{ flex: 1 - holdout }} />
        <span style={{ left: `${u * 100}%` }} />
      </div>
      <div className="row between f11 t3">
        <span>0 {holdout > 0 ? t('arm.control') : ''}</span>
        <span>{t('arm.treatment')} 1</span>
      </div>
    </div>
  );
}

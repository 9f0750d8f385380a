import { Link } from 'react-router';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useFormat, usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Card } from '../../../../console/ui/Card.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { type Alert, listGoalAlerts } from '../../../goals/contract.ts';
import { words } from './words.ts';

const MOST = 4;

/** What has left its band and is not put off; nothing while all is well. */
export function Alerts() {
  const t = useWords(words);
  const to = usePath();
  const query = useEndpoint(listGoalAlerts, {});
  const open = (query.data?.items ?? []).filter(({ snoozedUntil }) => snoozedUntil === null);
  if (open.length === 0) return null;
  return (
    <Card
      title={t('alerts.title', { count: open.length })}
      extra={
        <Button type="link" to={to('goals')}>
          {t('alerts.more')}
        </Button>
      }
    >
      <ul className="hx-home-alerts">
        {open.slice(0, MOST).map((alert) => (
          <Line key={alert.alertId} alert={alert} />
        ))}
      </ul>
    </Card>
  );
}

function Line({ alert }: { readonly alert: Alert }) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const format = useFormat();
  const { seen, cause, unit } = alert;
  const write = (value: number) =>
    unit === 'share' ? format.percent(value, 1) : unit === 'money' ? format.money(value) : format.number(value, 1);
  const ratio = alert.kind === 'ratio';
  const told = { value: write(seen.value), n: format.number(seen.n), limit: write(seen.limit) };
  const why = ratio
    ? t('alerts.ratioWhy')
    : cause?.part
      ? t('alerts.why', { name: say(cause.part.name), share: format.percent(Math.min(1, cause.part.share), 0) })
      : t('alerts.noWhy');
  return (
    <li>
      <div className="row g8 wrap">
        <Link to={to(alert.goalId ? `goals/${alert.goalId}` : alert.action.path)}>
          <b>{say(alert.title)}</b>
        </Link>
        {ratio ? null : <span className="t2">{alert.team?.name ?? t('alerts.company')}</span>}
        <Tag tone={ratio ? 'warn' : alert.tone === 'good' ? 'ok' : 'bad'}>
          {t(ratio ? 'alerts.ratio' : alert.side < 0 ? 'alerts.below' : 'alerts.above')}
        </Tag>
        {alert.acknowledged ? <Tag>{t('alerts.ack', { name: alert.acknowledged.by })}</Tag> : null}
        <Link to={to(alert.action.path)}>{say(alert.action.label)}</Link>
      </div>
      <p className="t2">
        {t(ratio ? 'alerts.seenRatio' : 'alerts.seen', told)} {why}
      </p>
    </li>
  );
}

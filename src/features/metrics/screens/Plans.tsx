import { Link } from 'react-router';
import { IntervalRows } from '../../../console/charts/IntervalPlot.tsx';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Answered, EmptyState } from '../../../console/ui/States.tsx';
import { listPlaybooks } from '../../playbooks/contract.ts';
import { getBoard } from '../contract.ts';
import { getIntentPlans, type Plan } from '../contract-views.ts';
import { useChoices } from './choices.ts';
import { MetricsPage } from './Frame.tsx';
import { MetricCard } from './MetricCard.tsx';
import { words } from './words-views.ts';

/** The playbook that comes with the product and asks all three. */
const ASKING = 'after-sales-satisfaction';

/** 再购意愿: how many mean to come again, when, what for, and what would decide it. */
export default function Plans() {
  const t = useWords(words);
  const can = useCan();
  const to = usePath();
  const query = useEndpoint(getIntentPlans, { query: {} });
  const board = useEndpoint(getBoard, { query: { months: '6' } });
  const playbooks = useEndpoint(listPlaybooks, {}, { enabled: can('playbooks:read'), staleTime: 60_000 });
  const asks = playbooks.data?.playbooks.some(({ key, status }) => key === ASKING && status === 'running') ?? false;
  const intent = board.data?.metrics.find(({ metric }) => metric === 'intent');
  return (
    <MetricsPage>
      <div className="hx-metrics">
        {intent ? <MetricCard board={intent} /> : null}
        <Answered query={query}>
          {({ plans }) => {
            const asked = plans.filter(({ n }) => n > 0);
            return asked.length === 0 ? (
              <EmptyState
                icon="star"
                title={t('planEmpty')}
                hint={t(asks ? 'planWaitHint' : 'planEmptyHint')}
                action={<Button to={to(`playbooks/${ASKING}`)}>{t(asks ? 'planSee' : 'planDo')}</Button>}
              />
            ) : (
              <div className="owns">
                {asked.map((plan) => (
                  <OnePlan key={`${plan.playbook}${plan.form}${plan.question}`} plan={plan} />
                ))}
              </div>
            );
          }}
        </Answered>
        {can('classes:read') ? (
          <p className="f12">
            <Link to={to('classes/intent')}>{t('calibration')}</Link>
          </p>
        ) : null}
      </div>
    </MetricsPage>
  );
}

function OnePlan({ plan }: { plan: Plan }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const choices = useChoices();
  const percent = (one: number) => format.percent(one, 0);
  const drawn = plan.options.flatMap(({ label, k, share, ci }) =>
    share === null || ci === null ? [] : [{ label: say(label), value: share, low: ci[0], high: ci[1], k }],
  );
  return (
    <Card title={t(`roles.${plan.role}`)} caption={`${say(plan.title)} · ${choices.playbook(plan.playbook)}`}>
      {drawn.length > 0 ? (
        <>
          <div className="plot">
            <IntervalRows rows={drawn.map(({ k: _k, ...row }) => ({ ...row, proven: true }))} format={percent} />
            <ul className="values">
              {drawn.map((row) => (
                <li key={row.label}>
                  <span className="who el">{row.label}</span>
                  <b>{percent(row.value)}</b>
                  <span className="f12 t3">{format.interval(row.low, row.high, percent)}</span>
                </li>
              ))}
            </ul>
          </div>
          <p className="f12 t3 cjk">
            {t('planN', { n: format.number(plan.n) })}
            {plan.many ? ` · ${t('many')}` : ''}
          </p>
        </>
      ) : (
        <p className="t3">{t('planFew', { n: format.number(plan.n), lacking: format.number(plan.lacking) })}</p>
      )}
    </Card>
  );
}

import { Segmented, Select } from 'antd';
import { useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useFormat } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Card } from '../../../../console/ui/Card.tsx';
import { Answered } from '../../../../console/ui/States.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { type Drivers as Answer, getDrivers } from '../../contract.ts';
import type { Filters } from '../filters.ts';
import { words } from './words.ts';
import './drivers.css';

const METRICS = ['nps', 'csat'];
/** More than these do not stand side by side. */
const FEW = 3;

/** 低分的原因: what customers with low scores complain of more than those with high ones. A line opens their words. */
export function Drivers({ filters, show }: { filters: Filters; show: () => void }) {
  const t = useWords(words);
  const say = useSay();
  const { days, playbook } = filters.query;
  const [metric, setMetric] = useState('nps');
  const query = useEndpoint(getDrivers, { query: { days, playbook, metric } });
  const known = query.data?.metrics.filter((one) => one.own || METRICS.includes(one.metric)) ?? [];
  const options = known.map((one) => ({ value: one.metric, label: say(one.name) }));
  const choose =
    known.length > FEW ? (
      <Select
        size="small"
        aria-label={t('metric')}
        value={metric}
        options={options}
        style={{ minWidth: 140 }}
        onChange={setMetric}
      />
    ) : known.length > 1 ? (
      <Segmented size="small" aria-label={t('metric')} value={metric} options={options} onChange={setMetric} />
    ) : null;
  return (
    <Card flush title={t('title')} extra={choose} className="hx-drivers">
      <Answered query={query}>{(answer) => <Lines answer={answer} filters={filters} show={show} />}</Answered>
    </Card>
  );
}

function Lines({ answer, filters, show }: { answer: Answer; filters: Filters; show: () => void }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const { low, high, least, metric } = answer;
  const sides = { low: format.number(low.n), high: format.number(high.n), least: format.number(least) };
  if (low.n < least || high.n < least) return <p className="t2 note cjk">{t('few', sides)}</p>;
  const { reason, group } = filters.query;
  return (
    <>
      <p className="t3 f12 note cjk">{t('rests', sides)}</p>
      <ul>
        {answer.drivers.map((driver) => (
          <li key={driver.code} className={reason === driver.code && group === 'low' ? 'on' : undefined}>
            <button
              type="button"
              aria-label={t('open', { reason: say(driver.label) })}
              onClick={() => {
                filters.set({ reason: driver.code, polarity: 'negative', metric, group: 'low', sentiment: undefined });
                show();
              }}
            >
              <span className="name">
                <b className="fw5">{say(driver.label)}</b> {driver.stands ? <Tag tone="bad">{t('stands')}</Tag> : null}
              </span>
              <span className="shares t2 f12">
                {t('shares', {
                  low: format.percent(driver.low.k / driver.low.n),
                  lowK: format.number(driver.low.k),
                  high: format.percent(driver.high.k / driver.high.n),
                  highK: format.number(driver.high.k),
                })}
              </span>
              <span className="difference">
                {driver.difference === null || driver.ci === null ? (
                  <span className="t3 f12">{t('tooFew')}</span>
                ) : (
                  <>
                    <b>{format.points(driver.difference)}</b>
                    <span className="t3 f12">
                      {format.interval(100 * driver.ci[0], 100 * driver.ci[1], (end) => format.signed(end))}
                    </span>
                  </>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {answer.drivers.length === 0 ? <p className="t2 note">{t('none')}</p> : null}
    </>
  );
}

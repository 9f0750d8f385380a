import { Segmented } from 'antd';
import { useAddress } from '../../../console/lib/useAddress.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { usePhone } from '../../../console/lib/media.ts';
import { useFormat, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Answered, EmptyState } from '../../../console/ui/States.tsx';
import { type Figure, listMetrics, type Metric } from '../contract.ts';
import { getTouchpoints } from '../contract-views.ts';
import { MetricsPage } from './Frame.tsx';
import { type Show, useShow } from './show.ts';
import { words } from './words-views.ts';

/** 触点与维度: one metric as a table, every cell with its interval and n. */
export default function Touchpoints() {
  const metrics = useEndpoint(listMetrics, {});
  const [asked, ask] = useAddress();
  const say = useSay();
  const t = useWords(words);
  const items = metrics.data?.items ?? [];
  const metric = items.find((one) => one.metric === asked.get('metric')) ?? items[0];
  const phone = usePhone();
  const choice =
    items.length > 0 ? (
      <Segmented
        aria-label={t('metric')}
        value={metric?.metric}
        options={items.map((one) => ({ value: one.metric, label: say(one.name) }))}
        onChange={(value: string) => ask({ metric: value }, { replace: true })}
      />
    ) : null;
  return (
    <MetricsPage controls={phone ? null : choice}>
      {phone ? <div className="hx-metrics-controls">{choice}</div> : null}
      <Answered query={metrics}>{() => (metric ? <Table metric={metric} /> : null)}</Answered>
    </MetricsPage>
  );
}

function Table({ metric }: { metric: Metric }) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const query = useEndpoint(getTouchpoints, { params: { metric: metric.metric }, query: {} });
  const show = useShow(metric.versions[0]!.definition);
  return (
    <Answered query={query}>
      {(data) =>
        data.rows.length === 0 ? (
          <EmptyState
            icon="star"
            title={t('emptyTouch')}
            hint={t('emptyTouchHint')}
            action={<Button to={to('playbooks')}>{t('do')}</Button>}
          />
        ) : (
          <Card
            title={say(metric.name)}
            caption={`${show.definition} · ${t('lead', { from: data.from, to: data.to })}`}
          >
            <div className="hx-touch" role="region" aria-label={say(metric.name)} tabIndex={0}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t('touchpoint')}</th>
                    <th scope="col">{t('whole')}</th>
                    {data.dimensions.map((one) => (
                      <th key={one.key} scope="col">
                        {one.name ? say(one.name) : one.key}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {data.rows.map((row) => (
                    <tr key={row.playbook}>
                      <th scope="row">
                        {row.name ? say(row.name) : row.playbook === '-' ? t('ownForm') : row.playbook}
                        {row.event ? (
                          <div className="f12 t3">
                            {t('startedBy', { event: row.eventName ? say(row.eventName) : row.event })}
                          </div>
                        ) : null}
                      </th>
                      <td data-label={t('whole')}>
                        <Cell figure={row.whole} show={show} rate />
                      </td>
                      {data.dimensions.map(({ key, name }) => (
                        <td key={key} data-label={name ? say(name) : key}>
                          <Cell figure={row.cells.find((cell) => cell.key === key)} show={show} />
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <p className="f12 t3 cjk">{t('tableNote')}</p>
          </Card>
        )
      }
    </Answered>
  );
}

/** The figure, its interval as a bar on the whole scale, and what it rests on. */
function Cell({ figure, show, rate }: { figure: Figure | undefined; show: Show; rate?: boolean }) {
  const t = useWords(words);
  const format = useFormat();
  if (!figure) return <span className="f12 t3">{t('none')}</span>;
  if (figure.value === null || !figure.ci)
    return (
      <span className="f12 t3">{t('few', { n: format.number(figure.n), lacking: format.number(figure.lacking) })}</span>
    );
  const [low, high] = figure.metric === 'nps' ? [-100, 100] : [0, 1];
  const at = (one: number) => `${((one - low) / (high - low)) * 100}%`;
  return (
    <div className="cell">
      <b>{show.value(figure.value)}</b>
      <span className="bar" aria-hidden>
        <i style={{ left: at(figure.ci[0]), right: `calc(100% - ${at(figure.ci[1])})` }} />
        <em style={{ left: at(figure.value) }} />
      </span>
      <span className="f12 t3">
        {show.interval(figure)} n = {format.number(figure.n)}
      </span>
      {rate ? (
        <span className="f12 t3">
          {figure.rate?.value == null
            ? t('rateUnknown')
            : t('rate', { rate: format.percent(figure.rate.value), asked: format.number(figure.rate.asked) })}
        </span>
      ) : null}
    </div>
  );
}

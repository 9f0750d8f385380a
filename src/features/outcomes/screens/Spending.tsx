import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { Button } from '../../../console/ui/Button.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Figure } from '../../../console/ui/Figure.tsx';
import type { IndicatorRow, Scorecard } from '../contract.ts';
import { intervalOf } from './row.ts';
import { words } from './words-spending.ts';
import './Spending.css';

const LINES = ['reached', 'response', 'incremental', 'manual', 'saving'] as const;
const PARTS = ['staff', 'contact', 'incentive', 'monthly', 'setup'] as const;

/** What a follow-up cost: registered and measured side by side, against calls by hand. `entered`: costs can be entered for it. */
export function Spending({ card, entered = true }: { card: Scorecard; entered?: boolean }) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const can = useCan();
  const format = useFormat();
  const indicator = card.indicators.find(({ key }) => key === 'follow_up_cost');
  const row = (key: string): IndicatorRow | undefined => indicator?.rows.find((each) => each.key === key);
  const each = row('follow_up_cost');
  if (!each)
    return (
      <Card title={t('title')}>
        <Figure value={null} missing={indicator?.missing ? say(indicator.missing.words) : ''} />
        {entered && can('costs:write') && indicator?.missing?.code === 'costs_not_entered' ? (
          <div>
            <Button size="small" icon="money" to={to('costs')}>
              {t('enter')}
            </Button>
          </div>
        ) : null}
      </Card>
    );
  const { cost, cost_measured: measured } = card;
  return (
    <Card title={t('title')} caption={each.note ? say(each.note.words) : null}>
      <Figure
        value={each.actual === null ? null : format.money(each.actual)}
        unit={t('caption')}
        n={format.number(each.n.t)}
      />
      <ul className="hx-spending-lines">
        {LINES.map((key) => {
          const line = row(`follow_up_cost:${key}`);
          if (!line) return null;
          const [low, high] = line.actual_ci ?? [null, null];
          return (
            <li key={key}>
              <span>{t(`lines.${key}`)}</span>
              <span className="r">
                <b>{line.actual === null ? '—' : format.money(line.actual)}</b>{' '}
                <span className="t3">
                  {low !== null && high !== null ? format.interval(low, high, (value) => format.number(value, 0)) : ''}
                </span>
              </span>
              {line.note && line.note.code !== each.note?.code ? (
                <span className="why">{say(line.note.words)}</span>
              ) : null}
            </li>
          );
        })}
      </ul>
      <table className="hx-spending-parts">
        <thead>
          <tr>
            <th scope="col">{t('part')}</th>
            {cost ? <th scope="col">{t('registered')}</th> : null}
            {measured ? <th scope="col">{t('measured')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {PARTS.map((key) => (
            <tr key={key}>
              <th scope="row">{t(key)}</th>
              {cost ? <td>{cost.parts[key] === null ? '—' : format.money(cost.parts[key], 0)}</td> : null}
              {measured ? <td>{measured.parts[key] === null ? '—' : format.money(measured.parts[key], 0)}</td> : null}
            </tr>
          ))}
          <tr className="sum">
            <th scope="row">{t('total')}</th>
            {cost ? <td>{format.money(cost.total, 0)}</td> : null}
            {measured ? <td>{format.money(measured.total, 0)}</td> : null}
          </tr>
        </tbody>
      </table>
      <p className="hx-score-words">
        <Aside card={card} entered={entered} />
      </p>
    </Card>
  );
}

function Aside({ card, entered }: { card: Scorecard; entered: boolean }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const { roi, cost_measured: measured } = card;
  if (!measured) return entered ? t('noMeasured') : null;
  const net = measured.roi;
  const ends = net ? intervalOf(net, card.mode).ends : null;
  const times = (value: number) => t('times', { value: format.number(value, 1) });
  const said = net ? `${times(net.net)} ${ends ? format.interval(ends[0], ends[1]) : ''}`.trim() : '';
  const shares = measured.shares.map((share) =>
    t('share', {
      name: say(share.name),
      rule: say(share.rule_name),
      share: format.percent(share.share),
      amount: format.money(share.amount, 0),
    }),
  );
  const { staff } = measured;
  return [
    net ? (roi ? t('net', { registered: times(roi.net), measured: said }) : t('netOnly', { measured: said })) : '',
    staff.tasks > 0
      ? t('minutes', {
          minutes: format.number(staff.minutes, 0),
          tasks: format.number(staff.tasks),
          known: format.number(staff.known),
        })
      : '',
    shares.length > 0 ? `${t('shares')}${format.list(shares)}` : '',
  ]
    .filter(Boolean)
    .join('');
}

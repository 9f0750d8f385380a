import { Sparkline } from '../../../console/charts/Sparkline.tsx';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import type { ReasonRow, ReasonSummary, Side } from '../contract.ts';
import type { Filters } from './filters.ts';
import { words } from './words.ts';

interface ReasonsProps {
  readonly summary: ReasonSummary;
  readonly filters: Filters;
  /** Brings the words behind a figure into view. */
  readonly show: () => void;
}

/** Reasons, most complaints first. A figure opens the words behind it. */
export function Reasons({ summary, filters, show }: ReasonsProps) {
  const t = useWords(words);
  const narrow: Filters = {
    ...filters,
    set: (change) => {
      filters.set(change);
      if (change.reason !== undefined) show();
    },
  };
  if (summary.reasons.length === 0) return null;
  const most = Math.max(
    1,
    ...summary.reasons.flatMap(({ negative, positive }) => [negative.mentions, positive.mentions]),
  );
  return (
    <Card flush title={t('reasons.title')} caption={t('reasons.caption')} className="hx-reasons">
      <div className="head" aria-hidden="true">
        <span>{t('reasons.reason')}</span>
        <span className="trend">{t('reasons.trend')}</span>
        <span className="r">{t('reasons.negative')}</span>
        <span className="r">{t('reasons.positive')}</span>
      </div>
      <ul>
        {summary.reasons.map((row) => (
          <Row key={row.code} row={row} most={most} filters={narrow} />
        ))}
      </ul>
    </Card>
  );
}

function Row({ row, most, filters }: { row: ReasonRow; most: number; filters: Filters }) {
  const t = useWords(words);
  const say = useSay();
  const { reason, polarity } = filters.query;
  const isOn = reason === row.code;
  const name = say(row.label);
  const quote = row.negative.quotes[0]?.quote ?? row.positive.quotes[0]?.quote;
  return (
    <li className={isOn ? 'on' : undefined}>
      <button
        type="button"
        className="name"
        aria-pressed={isOn && polarity === undefined}
        aria-label={t('reasons.show', { reason: name })}
        onClick={() =>
          filters.set({ reason: isOn && polarity === undefined ? undefined : row.code, polarity: undefined })
        }
      >
        <span>
          <b className="fw5">{name}</b> <Change tendency={row.negative.tendency} />
        </span>
        {quote ? <span className="t3 f12 el">“{quote}”</span> : null}
      </button>
      <span className="trend">
        <Sparkline values={row.negative.trend} tone="bad" />
      </span>
      {(['negative', 'positive'] as const).map((side) => (
        <Count
          key={side}
          name={`${t(`reasons.${side}`)} ${name}`}
          side={row[side]}
          kind={side}
          most={most}
          isOn={isOn && polarity === side}
          choose={(on) =>
            filters.set(on ? { reason: row.code, polarity: side } : { reason: undefined, polarity: undefined })
          }
        />
      ))}
    </li>
  );
}

/** Complaints that rise or fall as a share of what is said: marked by a test, not by eye. */
function Change({ tendency }: { tendency: Side['tendency'] }) {
  const t = useWords(words);
  const format = useFormat();
  if (!tendency) return null;
  const isUp = tendency.direction === 'up';
  const p = tendency.p < 0.001 ? '< 0.001' : format.number(tendency.p, 3);
  return (
    <span title={t('reasons.test', { p })}>
      <Tag tone={isUp ? 'bad' : 'ok'}>{t(isUp ? 'reasons.up' : 'reasons.down')}</Tag>
    </span>
  );
}

interface CountProps {
  readonly name: string;
  readonly side: Side;
  readonly kind: 'negative' | 'positive';
  readonly most: number;
  readonly isOn: boolean;
  readonly choose: (on: boolean) => void;
}

/** How often, by how many, and how that compares with the period before. */
function Count({ name, side, kind, most, isOn, choose }: CountProps) {
  const t = useWords(words);
  const format = useFormat();
  const { mentions, customers, before } = side;
  if (mentions === 0) return <span className="count none t3">—</span>;
  const change = mentions - before;
  const said =
    change === 0 ? t('reasons.same') : t(change > 0 ? 'reasons.more' : 'reasons.fewer', { count: Math.abs(change) });
  return (
    <button
      type="button"
      className={`count ${kind}`}
      aria-pressed={isOn}
      aria-label={`${name} ${mentions}`}
      title={before > 0 ? said : undefined}
      onClick={() => choose(!isOn)}
    >
      <b>{format.number(mentions)}</b>
      <span className="t3 f12">{t('reasons.people', { count: format.number(customers) })}</span>
      <i style={{ width: `${Math.max(4, (100 * mentions) / most)}%` }} />
    </button>
  );
}

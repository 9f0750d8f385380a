import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useFormat } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Two } from '../../../../console/table/Two.tsx';
import { Answered } from '../../../../console/ui/States.tsx';
import { Verdict } from '../../../../console/ui/Verdict.tsx';
import type { IndicatorRow, Scorecard } from '../../contract.ts';
import { type Drill, getDrill } from '../../contract-drill.ts';
import { unitFormat } from '../row.ts';
import { words as outcomeWords } from '../words.ts';
import { words } from './words.ts';

/** A group whose rows are looked at. */
export interface Chosen {
  readonly by: Drill;
  readonly key: string;
  readonly name: string;
}

/** The figure within each group, with its n and interval; of what only the treated have, its level. Too few people, no figure. */
export function Divided(props: {
  card: Scorecard;
  asOf: string | undefined;
  by: Drill;
  row: IndicatorRow;
  chosen: Chosen | null;
  choose: (group: Chosen | null) => void;
}) {
  const { card, asOf, by, row, chosen, choose } = props;
  const say = useSay();
  const number = card.indicators.find(({ rows }) => rows.some(({ key }) => key === row.key))?.number ?? 1;
  const query = useEndpoint(getDrill, {
    params: { playbook: card.playbook, number },
    query: { epoch: card.epoch, as_of: asOf, by },
  });
  return (
    <Answered query={query}>
      {/* By what the groups on the screen are divided: those of the last dimension stand until the next have come. */}
      {({ by: divided, groups, caveat, missing }) => (
        <>
          {missing ? <p className="t3">{say(missing)}</p> : null}
          <ul className={query.isPlaceholderData ? 'groups stale' : 'groups'}>
            {groups.flatMap(({ key, name, rows }) => {
              const same = rows.filter((one) => one.key === row.key);
              // A row the groups do not know is one of the whole only: then the indicator is shown as it is divided.
              const shown = same.length > 0 ? same : rows.slice(0, 3);
              return shown.map((one) => (
                <Line
                  key={`${key}:${one.key}`}
                  name={say(name)}
                  row={one}
                  titled={same.length === 0}
                  chosen={chosen?.by === divided && chosen.key === key}
                  choose={(on) => choose(on ? { by: divided, key, name: say(name) } : null)}
                />
              ));
            })}
          </ul>
          {missing ? null : <p className="t3 f12">{say(caveat)}</p>}
        </>
      )}
    </Answered>
  );
}

function Line({
  name,
  row: one,
  titled,
  chosen,
  choose,
}: {
  name: string;
  row: IndicatorRow;
  titled: boolean;
  chosen: boolean;
  choose: (on: boolean) => void;
}) {
  const t = useWords(words);
  const o = useWords(outcomeWords);
  const say = useSay();
  const format = useFormat();
  const unit = unitFormat(one.unit, format, { times: o('roi.times'), months: o('roi.months') });
  const n = { t: format.number(one.n.t), c: format.number(one.n.c) };
  const compared = one.diff !== null;
  const level = one.actual_ci && one.actual_ci[0] !== null && one.actual_ci[1] !== null;
  return (
    <li className={chosen ? 'chosen' : undefined}>
      <Two
        value={
          <button
            type="button"
            className="hx-score-open"
            aria-pressed={chosen}
            title={t('onlyThese')}
            onClick={() => choose(!chosen)}
          >
            {titled ? `${name} · ${say(one.name)}` : name}
          </button>
        }
        under={t(one.n.c > 0 ? 'n' : 'nAlone', n)}
      />
      <Two
        value={
          one.actual === null
            ? '—'
            : one.control === null
              ? t('alone', { t: unit.level(one.actual) })
              : t('rates', { t: unit.level(one.actual), c: unit.level(one.control) })
        }
        under={
          one.verdict ? (
            <Verdict kind={one.verdict} plain />
          ) : one.actual === null && one.note ? (
            say(one.note.words)
          ) : null
        }
      />
      <Two
        strong
        value={compared ? unit.change(one.diff) : ''}
        under={
          compared
            ? unit.ends(one.ci)
            : level && one.actual_ci
              ? `${unit.level(one.actual_ci[0])} ~ ${unit.level(one.actual_ci[1])}`
              : null
        }
      />
    </li>
  );
}

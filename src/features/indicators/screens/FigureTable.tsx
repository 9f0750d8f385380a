import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Two } from '../../../console/table/Two.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import type { Figure } from '../contract.ts';
import { kindOf, useShow } from './show.ts';
import { words } from './words.ts';

const GROUPS = ['process', 'outcome', 'business'] as const;

/** Every indicator in a row: value with interval, what it rests on, the period before. A row opens its definition and its rows. */
export function FigureTable({ figures, open }: { figures: readonly Figure[]; open: (key: string) => void }) {
  const t = useWords(words);
  return (
    <Card title={t('figures')} extra={<Tag>{t('described')}</Tag>} flush>
      <div className="figures">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{t(`group.${group}`)}</h3>
            <ul>
              {figures
                .filter((one) => one.group === group)
                .map((one) => (
                  <FigureRow key={one.key} figure={one} open={open} />
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Card>
  );
}

function FigureRow({ figure, open }: { figure: Figure; open: (key: string) => void }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const write = useShow()(figure.unit);
  const { value, ci, median, each, missing, n, k, counted, pending, at, before } = figure;
  const { change } = figure;
  const kind = kindOf(figure);
  const rests = [
    ci ? format.interval(ci[0], ci[1], write) : null,
    median === null ? null : t('medianShort', { median: write(median) }),
    each === null ? null : t('each', { each: format.money(each) }),
  ].filter((one) => one !== null);
  const said = [
    at === null ? null : t('at', { day: format.day(at) }),
    pending > 0 ? t('pending', { n: format.number(pending) }) : null,
  ].filter((one) => one !== null);
  return (
    <li>
      <Two
        value={
          <button type="button" className="hx-indicator-open" onClick={() => open(figure.key)}>
            {say(figure.name)}
          </button>
        }
        under={said.join(' · ') || null}
      />
      <Two
        strong
        value={value === null ? '—' : write(value)}
        under={value === null && missing ? say(missing) : rests.join(' · ')}
      />
      <Two value={k === null ? format.number(n) : `${format.number(k)} / ${format.number(n)}`} under={say(counted)} />
      <Two
        value={
          change === null ? (
            ''
          ) : (
            <span className={kind === 'better' ? 'ok' : kind === 'worse' ? 'bad' : 't2'}>
              {figure.unit === 'share' ? format.points(change.diff) : format.signed(change.diff, write)} {t(kind)}
            </span>
          )
        }
        under={before.value === null ? t('beforeNone') : t('before', { value: write(before.value) })}
      />
    </li>
  );
}

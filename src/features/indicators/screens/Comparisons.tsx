import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat, usePath } from '../../../console/lib/session.tsx';
import { Link } from 'react-router';
import { Two } from '../../../console/table/Two.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import { Verdict } from '../../../console/ui/Verdict.tsx';
import type { Comparison } from '../contract.ts';
import { useShow } from './show.ts';
import { words } from './words.ts';

/** Treatment against control: the only figures here that say what a playbook changed. */
export function Comparisons({ comparisons }: { comparisons: readonly Comparison[] }) {
  const t = useWords(words);
  return (
    <Card title={t('comparisons')} extra={<Tag tone="accent">{t('compared')}</Tag>}>
      <p className="f12 t3 cjk">{comparisons.length > 0 ? t('comparisonsNote') : t('comparisonsNone')}</p>
      <ul className="comparisons">
        {comparisons.map((one) => (
          <ComparisonRow key={`${one.playbook}/${one.key}`} of={one} />
        ))}
      </ul>
    </Card>
  );
}

function ComparisonRow({ of }: { of: Comparison }) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const format = useFormat();
  const write = useShow()(of.unit);
  const level = (arm: Comparison['t']) => write(of.unit === 'money' ? arm.mean : arm.rate);
  const change = of.unit === 'money' ? (value: number) => format.signed(value, format.money) : format.points;
  return (
    <li>
      <Two
        value={`${say(of.name)} · ${say(of.playbookName)}`}
        under={
          <Link to={to(`scorecards/${of.playbook}`)}>
            {t('arms', { t: level(of.t), nt: format.number(of.t.n), c: level(of.c), nc: format.number(of.c.n) })}
          </Link>
        }
      />
      <Two value={<Verdict kind={of.verdict} plain />} under={say(of.note)} />
      <Two
        strong
        value={of.diff === null ? '—' : change(of.diff)}
        under={of.ci ? format.interval(of.ci[0], of.ci[1], (end) => change(end)) : null}
      />
    </li>
  );
}

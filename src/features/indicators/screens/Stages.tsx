import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import type { Overview } from '../contract.ts';
import type { Stage } from '../contract-stages.ts';
import { words } from './words.ts';

/** Narrower than this a part of the bar is not seen. */
const LEAST_WIDTH = 0.01;

/** Where the time goes: one bar, the widest part in the accent, and under it each stage with what stands in it now. */
export function Stages({ data, open }: { readonly data: Overview; readonly open: (stage: Stage) => void }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const { stages, bottleneck } = data;
  const isDrawn = stages.some(({ share }) => (share ?? 0) > 0);
  const bar = stages.map(({ name, share }) => `${say(name)} ${format.percent(share)}`).join('; ');
  return (
    <Card title={t('stages')} caption={t('stagesNote', { time: t(data.time) })}>
      <div className="stages">
        {isDrawn ? (
          <div className="bar" role="img" aria-label={bar}>
            {stages.map(({ stage, share }) => (
              <i
                key={stage}
                className={bottleneck?.stage === stage ? 'most' : undefined}
                style={{ flexGrow: Math.max(LEAST_WIDTH, share ?? 0) }}
              />
            ))}
          </div>
        ) : (
          <p className="t3">{t('stagesNone')}</p>
        )}
        <ol>
          {stages.map(({ stage, name, mean, median, share, n, ci, before, standing }) => (
            <li key={stage} className={bottleneck?.stage === stage ? 'most' : undefined}>
              <h3>
                <button type="button" title={t('openStage')} onClick={() => open(stage)}>
                  {say(name)}
                </button>{' '}
                {bottleneck?.stage === stage ? <Tag tone="accent">{t('bottleneck')}</Tag> : null}
              </h3>
              <p className="big">{format.duration(mean)}</p>
              {mean === null ? null : (
                <p>
                  {ci ? `${format.interval(ci[0], ci[1], format.duration)} · ` : ''}
                  {t('median', { median: format.duration(median) })} · {t('n', { n: format.number(n) })}
                </p>
              )}
              {share === null ? null : (
                <p>
                  {t('share', { share: format.percent(share, 0) })}
                  {before.share === null ? '' : ` · ${t('wasShare', { share: format.percent(before.share, 0) })}`}
                </p>
              )}
              <p>
                {standing.n === 0
                  ? t('standingNone')
                  : t('standing', { n: format.number(standing.n), time: format.duration(standing.oldestMs) })}
              </p>
            </li>
          ))}
        </ol>
      </div>
    </Card>
  );
}

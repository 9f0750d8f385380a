import { IntervalPlot } from '../../../console/charts/IntervalPlot.tsx';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import { Verdict } from '../../../console/ui/Verdict.tsx';
import { Two } from '../../../console/table/Two.tsx';
import type { Scorecard } from '../contract.ts';
import { intervalOf, isProven, unitFormat } from './row.ts';
import { words } from './words.ts';

/** The same difference within each stratum. */
export function Strata({ card }: { card: Scorecard }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const unit = unitFormat('share', format, { times: '', months: '' });
  return (
    <Card title={t('strata.title')} caption={t('strata.caption', { goal: say(card.goal), days: card.window.days })}>
      {card.strata.length === 0 ? (
        <p className="hx-score-words">{t('strata.none')}</p>
      ) : (
        <>
          <table className="hx-strata">
            <tbody>
              {card.strata.map(({ key, name, matured, srm, conversion }) => {
                const { ends } = intervalOf(conversion, card.mode);
                return (
                  <tr key={key}>
                    <th scope="row">
                      <Two
                        value={
                          <span className="row g4">
                            <span className="el">{say(name)}</span>
                            {srm && srm.verdict !== 'ok' ? (
                              <Tag tone={srm.verdict === 'invalid' ? 'bad' : 'warn'}>
                                {t(srm.verdict === 'invalid' ? 'opening.srmInvalid' : 'opening.srmWarning')}
                              </Tag>
                            ) : null}
                          </span>
                        }
                        under={t('strata.n', { t: format.number(matured.t), c: format.number(matured.c) })}
                      />
                    </th>
                    <td className="plot">
                      {conversion.diff === null || !ends ? null : (
                        <IntervalPlot
                          label={say(name)}
                          format={unit.change}
                          value={conversion.diff}
                          low={ends[0]}
                          high={ends[1]}
                          proven={isProven(conversion.verdict)}
                          height={44}
                          zeroAt={0.5}
                        />
                      )}
                    </td>
                    <td className="r">
                      <Two
                        value={
                          conversion.verdict === 'too_little_data' ? (
                            <Verdict kind="too_little_data" plain />
                          ) : (
                            unit.change(conversion.diff)
                          )
                        }
                        under={`${unit.level(conversion.c.rate)} → ${unit.level(conversion.t.rate)}`}
                        strong
                      />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          <p className="hx-score-words">{t('strata.aside')}</p>
        </>
      )}
    </Card>
  );
}

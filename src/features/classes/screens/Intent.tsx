import { Segmented } from 'antd';
import type { z } from 'zod';
import { LineBand } from '../../../console/charts/LineBand.tsx';
import { useAddress } from '../../../console/lib/useAddress.ts';
import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Opening } from '../../../console/ui/Page.tsx';
import { Answered, Dimmed, ErrorNote, Note } from '../../../console/ui/States.tsx';
import { decideIntentPrior, getIntentCalibration, type Prior, WINDOWS } from '../contract.ts';
import { ClassesPage } from './Frame.tsx';
import { Periods } from './Periods.tsx';
import { words } from './words.ts';

type Calibration = z.output<(typeof getIntentCalibration)['response']>;

/** 意愿与实际: of those who said a level, how many bought; and whether that tells anything. */
export default function Intent() {
  const t = useWords(words);
  const [asked, ask] = useAddress();
  const window = WINDOWS.find((one) => String(one) === asked.get('window')) ?? 90;
  const by = asked.get('by') === 'month' ? 'month' : 'quarter';
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(asked);
    next.set(name, value);
    ask(next, { replace: true });
  };
  const query = useEndpoint(getIntentCalibration, { query: { window, by } });
  return (
    <ClassesPage
      controls={
        <div className="row g8 wrap">
          <Segmented
            aria-label={t('window')}
            value={window}
            options={WINDOWS.map((value) => ({ value, label: t('daysN', { count: value }) }))}
            onChange={(value) => set('window', String(value))}
          />
          <Segmented
            aria-label={t('periods')}
            value={by}
            options={(['quarter', 'month'] as const).map((value) => ({ value, label: t(`by.${value}`) }))}
            onChange={(value) => set('by', value)}
          />
        </div>
      }
    >
      <Answered query={query}>
        {(found) => (
          <Dimmed when={query.isPlaceholderData}>
            <div className="hx-classes">
              <Verdict found={found} />
              {found.overall.n > 0 ? (
                <Card title={t('levels', { window: found.window })} caption={`n = ${found.overall.n}`}>
                  <Levels found={found} />
                </Card>
              ) : null}
              <Card title={t('prior')}>
                <Routing prior={found.prior} window={found.window} />
              </Card>
              {found.periods.length > 0 ? (
                <Card title={t('periods')} caption={t('levels', { window: found.window })} flush>
                  <Periods periods={found.periods} />
                </Card>
              ) : null}
              <Note>{t('caveat')}</Note>
            </div>
          </Dimmed>
        )}
      </Answered>
    </ClassesPage>
  );
}

function Verdict({ found }: { found: Calibration }) {
  const t = useWords(words);
  const format = useFormat();
  const { overall, window, waiting } = found;
  const { verdict, n, k, p, slope, contrast } = overall;
  const counts = { window, n: format.number(n), k: format.number(k), waiting: format.number(waiting) };
  const small = p !== null && p < 0.001 ? t('pLess') : format.number(p ?? Number.NaN, 3);
  const lead =
    verdict === 'informative' && contrast
      ? t('verdictLead.informative', {
          ...counts,
          slope: format.points(slope ?? 0),
          high: format.percent(contrast.high ?? 0),
          low: format.percent(contrast.low ?? 0),
          diff: format.points(contrast.diff),
          ci: format.interval(contrast.ci[0] * 100, contrast.ci[1] * 100, (end) => format.number(end, 1)),
        })
      : verdict === 'too_few'
        ? t('verdictLead.too_few', counts)
        : t('verdictLead.other', { ...counts, p: small });
  return (
    <Opening lead={n === 0 && waiting === 0 ? t('noAnswers', { window }) : lead}>{t(`verdict.${verdict}`)}</Opening>
  );
}

function Levels({ found }: { found: Calibration }) {
  const t = useWords(words);
  const format = useFormat();
  const title = t('levels', { window: found.window });
  return (
    <LineBand
      height={240}
      label={title}
      title={title}
      format={(share) => format.percent(share, 0)}
      points={found.overall.levels.map(({ level, rate, ci, n }) => ({
        label: t('level', { level }),
        value: rate,
        low: ci?.[0] ?? null,
        high: ci?.[1] ?? null,
        n,
      }))}
    />
  );
}

function Routing({ prior, window }: { prior: Prior | null; window: number }) {
  const t = useWords(words);
  const can = useCan();
  const format = useFormat();
  const decide = useAction(decideIntentPrior, { changes: [getIntentCalibration] });
  const isOn = prior?.decision.verdict === 'informative';
  return (
    <div className="routing">
      <p>
        {prior && isOn
          ? t('priorOn', {
              date: format.date(prior.decidedAt),
              window: prior.window,
              n: format.number(prior.decision.n),
            })
          : t('priorOff', { why: prior ? t(`verdict.${prior.decision.verdict}`) : t('priorNever') })}
      </p>
      {prior && isOn ? (
        <ul className="priors">
          {prior.decision.levels.map(({ level, prior: share }) => (
            <li key={level}>
              <span className="t3 f12">{t('level', { level })}</span>
              <b>{format.percent(share ?? Number.NaN, 0)}</b>
            </li>
          ))}
        </ul>
      ) : null}
      {can('classes:write') ? (
        <Button size="small" loading={decide.isPending} onClick={() => decide.mutate({ body: { window } })}>
          {t('decide')}
        </Button>
      ) : null}
      {decide.error ? <ErrorNote error={decide.error} /> : null}
    </div>
  );
}

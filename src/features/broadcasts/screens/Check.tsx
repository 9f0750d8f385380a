import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../console/lib/session.tsx';
import { useAction } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Figure, Figures } from '../../../console/ui/Figure.tsx';
import { ErrorNote, Note } from '../../../console/ui/States.tsx';
import { CHANNEL_WORDS } from '../../messages/contract-definition.ts';
import { type Broadcast, type Estimate, estimateBroadcast, getBroadcast, listBroadcasts } from '../contract.ts';
import { reasonWords } from '../contract-words.ts';
import { PreviewCard } from './PreviewCard.tsx';
import { sum } from './shared.ts';
import { words } from './words.ts';

/** The last step before it starts: whom it reaches and why not the others, what she will read, and a test to oneself. */
export function Check({ one, start }: { one: Broadcast; start: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const can = useCan();
  const run = useAction(estimateBroadcast, { changes: [getBroadcast, listBroadcasts] });
  const { estimate } = one;
  const may = can('broadcasts:write');
  const again = may ? (
    <Button
      {...(estimate ? { size: 'small' as const } : { type: 'primary' as const })}
      loading={run.isPending}
      onClick={() => run.mutate({ params: { broadcast: one.broadcastId } })}
    >
      {t(estimate ? 'check.again' : 'check.estimate')}
    </Button>
  ) : null;
  return (
    <>
      <Card title={t('check.title')} extra={estimate ? again : null}>
        {estimate ? (
          <Told estimate={estimate} perMinute={one.perMinute} old={one.isEstimateOld} />
        ) : (
          <div className="col g16">
            <p className="t2 cjk">{t('check.none')}</p>
            <div>{again}</div>
          </div>
        )}
        <ErrorNote error={run.error} />
        {estimate && may ? (
          <div className="row g8 hx-broadcast-start">
            <span className="grow" />
            <Button type="primary" size="large" disabled={estimate.audience === 0} onClick={start}>
              {one.startsAt
                ? t('check.schedule', { when: format.when(one.startsAt) })
                : t('check.start', { count: format.number(estimate.reachable) })}
            </Button>
          </div>
        ) : null}
      </Card>
      <PreviewCard one={one} />
    </>
  );
}

function Told({ estimate, perMinute, old }: { estimate: Estimate; perMinute: number; old: boolean }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const people = (n: number) => t('people', { count: format.number(n) });
  const reasons = (counts: Readonly<Record<string, number>>) =>
    format.list(
      Object.entries(counts)
        .toSorted(([, a], [, b]) => b - a)
        .map(([reason, n]) => t('check.reason', { reason: say(reasonWords(reason)), count: format.number(n) })),
    );
  const { closely } = estimate;
  const waits = sum(closely.waiting) + sum(closely.refused) > 0;
  return (
    <div className="col g16">
      <Figures>
        <Figure
          label={t('check.reach')}
          value={people(estimate.reachable)}
          note={t('check.ofAudience', { count: format.number(estimate.audience) })}
        />
        <Figure
          label={t('check.cost')}
          value={estimate.cost === null ? null : format.money(estimate.cost)}
          missing={t('check.noPrice')}
        />
        <Figure
          label={t('check.minutes')}
          value={format.duration(estimate.minutes * 60_000)}
          note={t('check.atPace', { count: format.number(perMinute) })}
        />
      </Figures>
      <div className="hx-broadcast-two">
        <section>
          <h3>{t('check.by')}</h3>
          <ul className="hx-broadcast-counts">
            {estimate.byChannel.map((each) => (
              <ByChannel key={each.channel} {...each} />
            ))}
          </ul>
        </section>
        <section>
          <h3>{t('check.why')}</h3>
          {sum(estimate.refused) === 0 ? <p className="t2">{t('check.nobodyOut')}</p> : null}
          <ul className="hx-broadcast-counts">
            {Object.entries(estimate.refused)
              .toSorted(([, a], [, b]) => b - a)
              .map(([reason, n]) => (
                <li key={reason}>
                  <span>{say(reasonWords(reason))}</span>
                  <b>{people(n)}</b>
                </li>
              ))}
          </ul>
        </section>
      </div>
      {closely.asked > 0 ? (
        <p className="t2 cjk">
          {t('check.closely', { asked: format.number(closely.asked), now: format.number(closely.now) })}
          {waits
            ? t('check.wait', { reasons: reasons({ ...closely.waiting, ...closely.refused }) })
            : t('check.noWait')}
        </p>
      ) : null}
      {estimate.looked < 1 ? (
        <p className="f12 t3">{t('check.sampled', { share: format.percent(estimate.looked, 0) })}</p>
      ) : null}
      {old ? (
        <Note tone="warn">{t('check.stale', { when: format.when(estimate.at) })}</Note>
      ) : (
        <p className="f12 t3">{t('check.fresh', { when: format.when(estimate.at) })}</p>
      )}
    </div>
  );
}

/** How many on a channel and for how much; where the words are in two languages, of each. */
function ByChannel({ channel, n, parts, cost, languages }: Estimate['byChannel'][number]) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const people = (count: number) => t('people', { count: format.number(count) });
  const inParts = (count: number | null) => (count === null ? null : t('check.parts', { count }));
  const beside = [languages ? null : inParts(parts), cost === null ? null : format.money(cost)].filter(Boolean);
  return (
    <li>
      <span>
        {say(CHANNEL_WORDS[channel])}
        {languages?.map((each) => (
          <span key={each.locale} className="f12 t3 each">
            {[t(`language.${each.locale}`), people(each.n), inParts(each.parts)].filter(Boolean).join(' · ')}
          </span>
        ))}
      </span>
      <span className="t3 f12">{beside.join(' · ')}</span>
      <b>{people(n)}</b>
    </li>
  );
}

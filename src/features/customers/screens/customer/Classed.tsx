import { Link } from 'react-router';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Facts, Section } from '../../../../console/ui/Card.tsx';
import { Answered, Skeleton } from '../../../../console/ui/States.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { type CustomerClass, getClassBoard, getCustomerClass } from '../../../classes/contract.ts';
import { listPlaybooks } from '../../../playbooks/contract.ts';
import type { CustomerDetail } from '../../contract.ts';
import { words } from './words-class.ts';

const SHOWN = 5;

/** How the classes of the workspace are called and coloured. */
function useClasses() {
  const can = useCan();
  const board = useEndpoint(getClassBoard, {}, { enabled: can('classes:read'), staleTime: 300_000 });
  return board.data?.matrix.definition.classes ?? [];
}

/** Her class beside her name. */
export function ClassTag({ customer }: { customer: CustomerDetail }) {
  const can = useCan();
  const say = useSay();
  const to = usePath();
  const params = { customer: customer.customerId };
  const found = useEndpoint(getCustomerClass, { params }, { enabled: can('classes:read') });
  const key = found.data?.now?.class;
  const definition = useClasses().find((one) => one.key === key);
  if (!key || !definition) return null;
  return (
    <Link to={to(`classes?class=${encodeURIComponent(key)}`)}>
      <Tag tone={definition.tone}>{say(definition.name)}</Tag>
    </Link>
  );
}

/** The class of a customer: since when, by which answers, with which playbook, how likely she is to buy, and how it changed. */
export function Classed({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const can = useCan();
  const say = useSay();
  const to = usePath();
  const format = useFormat();
  const params = { customer: customer.customerId };
  const query = useEndpoint(getCustomerClass, { params }, { enabled: can('classes:read') });
  const playbooks = useEndpoint(listPlaybooks, {}, { enabled: can('playbooks:read'), staleTime: 300_000 });
  const classes = useClasses();
  if (!can('classes:read')) return null;
  const definitionOf = (key: string | null) => classes.find((one) => one.key === key);
  const nameOf = (key: string | null) =>
    key === null ? t('nothing') : say(definitionOf(key)?.name ?? { zh: key, en: key });
  const titleOf = (key: string) => {
    const found = playbooks.data?.playbooks.find((one) => one.key === key);
    return found ? say(found.name) : key;
  };
  return (
    <Section title={t('title')}>
      <Answered query={query} skeleton={<Skeleton lines={3} />}>
        {({ now, prior, moves }) => {
          if (!now) return <p className="t3">{t('none')}</p>;
          const known = definitionOf(now.class);
          return (
            <>
              <div className="row g8 wrap">
                {known ? <Tag tone={known.tone}>{say(known.name)}</Tag> : null}
                <span className="t2 f12">
                  {now.class === null ? t('gone') : t('since', { date: format.date(now.since) })}
                  {known && say(known.advice) ? ` · ${say(known.advice)}` : ''}
                </span>
              </div>
              <Facts
                rows={[
                  ...(['csat', 'nps', 'intent'] as const).map(
                    (measure) => [t(measure), <Used key={measure} used={now.because[measure]} />] as const,
                  ),
                  ...(now.playbook
                    ? [
                        [
                          t('playbook'),
                          <Link
                            key="playbook"
                            className="hx-link"
                            to={to(`playbooks/${encodeURIComponent(now.playbook)}`)}
                          >
                            {titleOf(now.playbook)}
                          </Link>,
                        ] as const,
                      ]
                    : []),
                  [
                    t('prior'),
                    prior.value === null
                      ? prior.missing
                        ? t(`missing.${prior.missing === 'informative' ? 'undecided' : prior.missing}`)
                        : '—'
                      : t('priorIs', {
                          share: format.percent(prior.value, 0),
                          window: prior.window ?? 0,
                          n: format.number(prior.n ?? 0),
                        }),
                  ],
                ]}
              />
              {moves.length > 1 ? (
                <details className="firings">
                  <summary>
                    {t('before')} {moves.length}
                  </summary>
                  <ul className="why">
                    {moves.slice(0, SHOWN).map((move) => (
                      <li key={move.at}>
                        {t('move', { from: nameOf(move.from), to: nameOf(move.to) })}
                        <span className="t3 f12">
                          {' '}
                          {format.when(move.at)} · {t(`causes.${move.cause}`)}
                        </span>
                      </li>
                    ))}
                  </ul>
                </details>
              ) : null}
            </>
          );
        }}
      </Answered>
    </Section>
  );
}

function Used({ used }: { used: CustomerClass['because']['csat'] }) {
  const t = useWords(words);
  const format = useFormat();
  if (!used) return <span className="t3">{t('unknown')}</span>;
  const said = { score: format.number(used.score), date: format.date(used.at) };
  return <span>{used.band === 'unknown' ? t('old', said) : t('used', said)}</span>;
}

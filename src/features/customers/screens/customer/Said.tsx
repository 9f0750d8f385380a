import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { Link } from 'react-router';
import { useCan, useFormat, usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Section } from '../../../../console/ui/Card.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Answered, Skeleton } from '../../../../console/ui/States.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { type Insight, listCustomerInsights } from '../../../feedback/contract.ts';
import { listCustomerResponses, type ResponseItem } from '../../../forms/contract-responses.ts';
import type { CustomerDetail } from '../../contract.ts';
import { words } from './said-words.ts';

const SHOWN = 4;
const NONE: readonly Insight[] = [];

/** Her answers in words, her replies, and what was understood of them, each reason with the words it rests on. */
export function Said({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const can = useCan();
  const params = { customer: customer.customerId };
  const responses = useEndpoint(listCustomerResponses, { params }, { enabled: can('forms:read') });
  const insights = useEndpoint(listCustomerInsights, { params }, { enabled: can('feedback:read') });
  if (!can('forms:read')) return null;
  const understood = insights.data?.items ?? NONE;
  const replies = understood.filter((one) => one.source === 'message');
  return (
    <Section title={t('title')}>
      <Answered query={responses} skeleton={<Skeleton lines={3} />}>
        {({ items }) =>
          items.length + replies.length === 0 ? (
            <p className="t3">{t('none')}</p>
          ) : (
            <ul className="why said">
              {items.slice(0, SHOWN).map((item) => (
                <Response
                  key={item.responseId}
                  item={item}
                  understood={understood.filter((one) => one.sourceId === item.responseId)}
                />
              ))}
              {replies.slice(0, SHOWN).map((one) => (
                <Reply key={one.insightId} insight={one} />
              ))}
              {items.length > SHOWN ? <li className="t3 f12">{t('more', { count: items.length - SHOWN })}</li> : null}
            </ul>
          )
        }
      </Answered>
    </Section>
  );
}

function Response({ item, understood }: { item: ResponseItem; understood: readonly Insight[] }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const to = usePath();
  const form = `forms/${encodeURIComponent(item.playbook)}/${encodeURIComponent(item.form)}`;
  const scores = [
    item.csat === null ? null : t('stars', { n: item.csat }),
    item.nps === null ? null : `NPS ${item.nps}`,
    item.intent === null ? null : t('intent', { n: item.intent }),
    item.complete ? null : t('partial'),
    item.revision > 0 ? t('corrected') : null,
  ].filter(Boolean);
  return (
    <li>
      <div className="row g8 wrap">
        <Icon name="form" />
        <Link className="fw5" to={to(`${form}?response=${encodeURIComponent(item.responseId)}`)}>
          {say(item.formTitle)}
        </Link>
        {item.signals.map((signal) => (
          <Tag key={signal.key} tone="warn">
            {say(signal)}
          </Tag>
        ))}
        <span className="f12 t3">{[format.when(item.updatedAt), ...scores].join(' · ')}</span>
      </div>
      <dl className="answers">
        {item.said.map((one) => (
          <div key={one.question}>
            <dt>{say(one.title)}</dt>
            <dd>{say(one.value)}</dd>
          </div>
        ))}
      </dl>
      <Reasons understood={understood} />
    </li>
  );
}

function Reply({ insight }: { insight: Insight }) {
  const t = useWords(words);
  const format = useFormat();
  return (
    <li>
      <div className="row g8 wrap">
        <Icon name="chat" />
        <span className="fw5">{t('reply')}</span>
        <span className="f12 t3">{format.when(insight.saidAt)}</span>
      </div>
      <p className="quote">“{insight.text}”</p>
      <Reasons understood={[insight]} />
    </li>
  );
}

/** 不满 · 等候时间 “等了四十分钟”. */
function Reasons({ understood }: { understood: readonly Insight[] }) {
  const t = useWords(words);
  const say = useSay();
  const found = understood.flatMap((one) => one.reasons);
  if (found.length === 0) return null;
  return (
    <div className="row g8 wrap reasons">
      <span className="f12 t3">{t('why')}</span>
      {found.map((reason) => (
        <span key={`${reason.code}${reason.start}${reason.quote}`} className="row g6">
          <Tag tone={reason.polarity === 'negative' ? 'warn' : 'ok'}>{say(reason.label)}</Tag>
          <span className="f12 t2">“{reason.quote}”</span>
        </span>
      ))}
    </div>
  );
}

import { Link } from 'react-router';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Section } from '../../../../console/ui/Card.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { type FlowRun, listFlowRuns } from '../../../flows/contract.ts';
import type { CustomerDetail } from '../../contract.ts';
import { words } from './words.ts';

/** The flows she is in, and where she stands in them; each leads to its steps with their reasons. */
export function Flows({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const can = useCan();
  const query = useEndpoint(
    listFlowRuns,
    { params: { customer: customer.customerId } },
    { enabled: can('flows:read') },
  );
  const runs = query.data?.runs ?? [];
  if (runs.length === 0) return null;
  return (
    <Section title={t('flows')}>
      <ul className="why">
        {runs.map((run) => (
          <Flow key={run.runId} run={run} customer={customer.customerId} />
        ))}
      </ul>
    </Section>
  );
}

function Flow({ run, customer }: { run: FlowRun; customer: string }) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const format = useFormat();
  return (
    <li>
      <div className="row g8 wrap">
        <Icon name="branch" />
        <Link className="fw5" to={to(`customers/${customer}/flows/${run.runId}`)}>
          {run.name ? say(run.name) : run.flow}
        </Link>
        <Tag tone={run.state === 'stuck' ? 'bad' : run.state === 'running' ? 'accent' : 'neutral'}>
          {t(`flowState.${run.state}`)}
        </Tag>
        <span className="f12 t3">{format.when(run.endedAt ?? run.startedAt)}</span>
      </div>
      {run.at.map(({ node, says, until }) => (
        <p key={node} className="draw">
          {says}
          {until ? <span className="t3"> · {t('flowUntil', { when: format.when(until) })}</span> : null}
        </p>
      ))}
    </li>
  );
}

import { Fragment } from 'react';
import { useParams } from 'react-router';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { usePhone } from '../../../console/lib/media.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Facts, Section } from '../../../console/ui/Card.tsx';
import { Icon, type IconName } from '../../../console/ui/Icon.tsx';
import { Page } from '../../../console/ui/Page.tsx';
import { Answered, EmptyState } from '../../../console/ui/States.tsx';
import { Tag, type Tone } from '../../../console/ui/Tag.tsx';
import { type FlowRunDetail, getFlowRun } from '../contract.ts';
import { useMend } from './useMend.tsx';
import { words } from './words.ts';
import './Run.css';

/** One customer's way through a flow: each step, and why. */
export default function Run() {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const can = useCan();
  const { customer = '', run = '' } = useParams();
  const query = useEndpoint(getFlowRun, { params: { customer, run } }, { every: 10_000 });
  const found = query.data;
  const who = found ? (found.customer.name ?? found.customer.externalId) : '…';
  return (
    <Page
      tone="work"
      width={760}
      title={found ? (found.name ? say(found.name) : found.flow) : t('run.title')}
      crumbs={[
        { label: t('run.customers'), to: to('customers') },
        { label: who, to: to(`customers/${customer}`) },
      ]}
      actions={
        found?.epoch != null && can('playbooks:read')
          ? [{ key: 'playbook', label: t('run.playbook'), icon: 'playbook', to: to(`playbooks/${found.flow}`) }]
          : []
      }
      tags={
        found ? (
          <>
            <Tag tone={TONES[found.state]}>{t(`run.state.${found.state}`)}</Tag>
            <Tag>{t('run.version', { version: found.version })}</Tag>
            {found.epoch === null ? null : <Tag>{t('run.epoch', { epoch: found.epoch })}</Tag>}
          </>
        ) : null
      }
    >
      <Answered query={query}>{(now) => <Told run={now} />}</Answered>
    </Page>
  );
}

const TONES: Readonly<Record<FlowRunDetail['state'], Tone>> = { running: 'accent', stuck: 'bad', ended: 'neutral' };

function Told({ run }: { run: FlowRunDetail }) {
  const t = useWords(words);
  const format = useFormat();
  const facts: [string, string][] = [[t('run.started'), format.when(run.startedAt)]];
  for (const { says, until } of run.at)
    facts.push([t('run.now'), until ? `${says} · ${t('run.until', { when: format.when(until) })}` : says]);
  if (run.endedAt) facts.push([t('run.ended'), format.when(run.endedAt)]);
  if (run.result) facts.push([t('run.result'), run.result]);
  return (
    <div className="hx-flow-run">
      <Section>
        <Facts rows={facts} />
      </Section>
      {run.stuck.length > 0 ? <Held run={run} /> : null}
      <Section title={t('run.steps')}>
        {run.steps.length === 0 ? (
          <EmptyState icon="clock" title={t('run.none')} />
        ) : (
          <ol className="steps">
            {run.steps.map((step, at) => (
              <Step key={`${step.at}/${at}`} step={step} />
            ))}
          </ol>
        )}
      </Section>
    </div>
  );
}

/** What holds it, and what can be done. */
function Held({ run }: { run: FlowRunDetail }) {
  const t = useWords(words);
  const can = useCan();
  const phone = usePhone();
  const format = useFormat();
  const { mend, busy, shown } = useMend();
  return (
    <Section title={t('run.held')}>
      {shown}
      <ul className="held">
        {run.stuck.map(({ token, says, error, since, tries }) => (
          <li key={token}>
            <span className="fw5">{says}</span>
            <span className="bad">{error}</span>
            <span className="f12 t3">
              {t('run.heldSince', { when: format.when(since) })}
              {tries > 1 ? ` · ${t('stuck.tries', { count: tries })}` : ''}
            </span>
            {can('flows:write') ? (
              <span className="row g8 wrap">
                {(['retry', 'skip', 'stop'] as const).map((how) => (
                  <Button
                    key={how}
                    type={how === 'retry' ? 'primary' : 'default'}
                    danger={how === 'stop'}
                    size={phone ? 'large' : 'middle'}
                    disabled={busy}
                    onClick={() => mend(how, [{ runId: run.runId, token }])}
                  >
                    {t(`mend.${how}`)}
                  </Button>
                ))}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Step({ step }: { step: FlowRunDetail['steps'][number] }) {
  const t = useWords(words);
  const format = useFormat();
  return (
    <li>
      <time dateTime={step.at}>{format.when(step.at)}</time>
      <ul>
        {step.happened.map((one, at) => (
          <Fragment key={`${one.node}/${one.did}/${at}`}>
            <li className={one.did}>
              <Icon name={ICONS[one.did] ?? 'right'} size={14} />
              <span>{one.sentence}</span>
            </li>
            {one.because.map((reason) => (
              <li key={reason.sentence} className="why">
                <Icon name={reason.held ? 'check' : 'close'} size={14} />
                <span>
                  {reason.sentence}
                  {reason.value === null ? null : <span className="t3">{t('run.had', { value: reason.value })}</span>}
                </span>
              </li>
            ))}
          </Fragment>
        ))}
      </ul>
    </li>
  );
}

const ICONS: Readonly<Record<string, IconName>> = {
  entered: 'clock',
  done: 'check',
  timedOut: 'alarm',
  waited: 'clock',
  chose: 'branch',
  joined: 'branch',
  cancelled: 'minus',
  skipped: 'right',
  retried: 'refresh',
  stuck: 'warning',
  ended: 'flag',
};

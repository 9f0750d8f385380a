import { Select } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useFormat } from '../../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { ErrorNote, Note } from '../../../../console/ui/States.tsx';
import { listSegments } from '../../../segments/contract.ts';
import { ChannelKind } from '../../contract-definition.ts';
import { judgeContacts } from '../../contract-judge.ts';
import { words as room } from '../words.ts';
import { words } from './policy-words.ts';

/** How many of a list the policy would let through now, and why not the others. */
export function Reach() {
  const t = useWords(words);
  const name = useWords(room);
  const format = useFormat();
  const segments = useEndpoint(listSegments, {});
  const [segment, setSegment] = useState('');
  const [purpose, setPurpose] = useState<'service' | 'marketing'>('service');
  const [channels, setChannels] = useState<ChannelKind[]>(['sms']);
  const judge = useAction(judgeContacts);
  const answer = judge.data;
  const reasons = (counts: Readonly<Partial<Record<string, number>>>): string =>
    Object.entries(counts)
      .toSorted(([, a = 0], [, b = 0]) => b - a)
      .map(([rule, n]) => `${name(`reason.${rule as 'hours'}`)} ${format.number(n ?? 0)}`)
      .join(' · ');
  return (
    <section className="hx-reach">
      <h2>{t('reach.title')}</h2>
      <p>{t('reach.hint')}</p>
      <div className="row g8 wrap">
        <Select
          aria-label={t('reach.who')}
          style={{ minWidth: 160 }}
          value={segment}
          options={[
            { value: '', label: t('reach.everybody') },
            ...(segments.data?.segments ?? []).map((each) => ({ value: each.segmentId, label: each.name })),
          ]}
          onChange={setSegment}
        />
        <Select
          aria-label={name('policy.for')}
          style={{ minWidth: 96 }}
          value={purpose}
          options={(['service', 'marketing'] as const).map((each) => ({ value: each, label: name(`purpose.${each}`) }))}
          onChange={setPurpose}
        />
        <Select
          mode="multiple"
          aria-label={t('reach.channels')}
          placeholder={t('reach.channels')}
          style={{ minWidth: 220 }}
          value={channels}
          options={ChannelKind.options.map((channel) => ({ value: channel, label: name(`channel.${channel}`) }))}
          onChange={setChannels}
        />
        <Button
          disabled={channels.length === 0}
          loading={judge.isPending}
          onClick={() => judge.mutate({ body: { channels, purpose, ...(segment ? { segment } : {}) } })}
        >
          {t('reach.go')}
        </Button>
      </div>
      {answer ? (
        <dl>
          <dt>{t('reach.now')}</dt>
          <dd>
            <b>{format.number(answer.sendable)}</b>
            <span className="t3">
              {' '}
              / {t('reach.asked', { count: answer.asked })}
              {answer.cost > 0 ? ` · ${t('reach.cost', { money: format.money(answer.cost) })}` : ''}
            </span>
            <p className="f12 t3">
              {Object.entries(answer.byChannel)
                .map(([channel, n]) => `${name(`channel.${channel as ChannelKind}`)} ${format.number(n ?? 0)}`)
                .join(' · ')}
            </p>
          </dd>
          <dt>{t('reach.later')}</dt>
          <dd>
            <b>{format.number(answer.later)}</b>
            <p className="f12 t3">{reasons(answer.waiting)}</p>
          </dd>
          <dt>{t('reach.not')}</dt>
          <dd>
            <b>{format.number(answer.asked - answer.sendable - answer.later)}</b>
            <p className="f12 t3">{reasons(answer.refused)}</p>
          </dd>
        </dl>
      ) : null}
      {answer?.cut ? <Note tone="warn">{t('reach.tooMany')}</Note> : null}
      <ErrorNote error={judge.error} />
    </section>
  );
}

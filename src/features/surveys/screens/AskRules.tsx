import { InputNumber, Select } from 'antd';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { listPlaybooks } from '../../playbooks/contract.ts';
import { listSegments } from '../../segments/contract.ts';
import type { AskRule } from '../contract-cadence.ts';
import { words } from './words.ts';

interface Option {
  readonly value: string;
  readonly label: string;
}

/** Sample, shares by segment and quota: one block per playbook. */
export function AskRules({
  rules,
  used,
  change,
}: {
  rules: readonly AskRule[];
  used: readonly { readonly playbook: string; readonly used: number; readonly most: number }[];
  change: (rules: readonly AskRule[]) => void;
}) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const listed = useEndpoint(listPlaybooks, {}, { enabled: can('playbooks:read') });
  const grouped = useEndpoint(listSegments, {}, { enabled: can('segments:read') });
  const playbooks = (listed.data?.playbooks ?? []).map(({ key, name }) => ({ value: key, label: say(name) }));
  const segments = (grouped.data?.segments ?? []).map(({ segmentId, name }) => ({ value: segmentId, label: name }));
  const free = playbooks.filter(({ value }) => !rules.some(({ playbook }) => playbook === value));
  const set = (at: number, part: Partial<AskRule>) =>
    change(rules.map((rule, index) => (index === at ? { ...rule, ...part } : rule)));
  return (
    <div>
      {rules.length === 0 ? <p className="t3">{t('none')}</p> : null}
      {rules.map((rule, at) => (
        <div key={rule.playbook} className="rule">
          <div className="line">
            <Select
              aria-label={t('playbook')}
              value={rule.playbook}
              options={[...free, ...playbooks.filter(({ value }) => value === rule.playbook)]}
              onChange={(playbook: string) => set(at, { playbook })}
            />
            <Share label={t('share')} share={rule.share} change={(share) => set(at, { share })} />
            <Button
              className="end"
              size="small"
              type="text"
              icon="trash"
              label={t('removeRule')}
              onClick={() => change(rules.filter((_, index) => index !== at))}
            />
          </div>
          <Quota quota={rule.quota} change={(quota) => set(at, { quota })}>
            {used
              .filter(({ playbook }) => playbook === rule.playbook)
              .map(({ used: n, most }) => t('used', { used: n, most }))
              .join('')}
          </Quota>
          <Strata strata={rule.strata} segments={segments} change={(strata) => set(at, { strata: [...strata] })} />
        </div>
      ))}
      <Button
        size="small"
        icon="plus"
        style={{ marginTop: 12 }}
        disabled={free.length === 0 || rules.length >= 50}
        onClick={() => change([...rules, { playbook: free[0]?.value ?? '', share: 1, strata: [], quota: null }])}
      >
        {t('addRule')}
      </Button>
    </div>
  );
}

/** Shown as per cent. */
function Share({ label, share, change }: { label: string; share: number; change: (share: number) => void }) {
  return (
    <label>
      {label}
      <InputNumber
        aria-label={label}
        min={1}
        max={100}
        suffix="%"
        value={Math.round(share * 100)}
        onChange={(percent) => change((percent ?? 100) / 100)}
      />
    </label>
  );
}

function Quota({
  quota,
  change,
  children,
}: {
  quota: AskRule['quota'];
  change: (quota: AskRule['quota']) => void;
  children: string;
}) {
  const t = useWords(words);
  return (
    <div className="line">
      <label>
        {t('quota')}
        <InputNumber
          aria-label={t('quota')}
          min={1}
          max={1_000_000}
          placeholder={t('noQuota')}
          value={quota?.most ?? null}
          onChange={(most) => change(most === null ? null : { most, per: quota?.per ?? 'day' })}
        />
      </label>
      {quota ? (
        <Select
          aria-label={t('quota')}
          style={{ minWidth: 96 }}
          value={quota.per}
          options={(['day', 'week', 'month'] as const).map((per) => ({ value: per, label: t(`per.${per}`) }))}
          onChange={(per: NonNullable<AskRule['quota']>['per']) => change({ ...quota, per })}
        />
      ) : null}
      <span className="f12 t3">{children}</span>
    </div>
  );
}

function Strata({
  strata,
  segments,
  change,
}: {
  strata: AskRule['strata'];
  segments: readonly Option[];
  change: (strata: AskRule['strata']) => void;
}) {
  const t = useWords(words);
  const free = segments.filter(({ value }) => !strata.some(({ segment }) => segment === value));
  if (segments.length === 0) return null;
  return (
    <div className="strata">
      {strata.map((stratum, at) => {
        const set = (part: Partial<typeof stratum>) =>
          change(strata.map((each, index) => (index === at ? { ...each, ...part } : each)));
        return (
          <div key={stratum.segment} className="line">
            <Select
              aria-label={t('segment')}
              value={stratum.segment}
              options={[...free, ...segments.filter(({ value }) => value === stratum.segment)]}
              onChange={(segment: string) => set({ segment })}
            />
            <Share label={t('share')} share={stratum.share} change={(share) => set({ share })} />
            <Button
              size="small"
              type="text"
              icon="trash"
              label={t('removeStratum')}
              onClick={() => change(strata.filter((_, index) => index !== at))}
            />
          </div>
        );
      })}
      <div>
        <Button
          size="small"
          type="text"
          icon="plus"
          disabled={free.length === 0 || strata.length >= 10}
          onClick={() => change([...strata, { segment: free[0]?.value ?? '', share: 1 }])}
        >
          {t('addStratum')}
        </Button>
      </div>
    </div>
  );
}

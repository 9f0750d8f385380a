import { Select } from 'antd';
import { useId } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { words } from './words.ts';

/** One field, its column, what stands in it, and how sure the guess is. */
export function MappingRow({
  name,
  required,
  column,
  columns,
  choose,
  isTwice,
  sure,
  sample,
  error,
}: {
  name: string;
  required: boolean;
  column: string | undefined;
  columns: readonly string[];
  choose: (column: string) => void;
  isTwice: boolean;
  sure: 'sure' | 'likely' | 'chosen' | null;
  sample: readonly string[];
  error: string | undefined;
}) {
  const t = useWords(words);
  const id = useId();
  const below = error ?? (isTwice && column ? t('twice', { column }) : undefined);
  return (
    <div className="line">
      <label htmlFor={id}>
        <span className="fw5">{name}</span>
        {required ? <span className="required">{t('required')}</span> : null}
      </label>
      <div className="pick">
        <Select
          id={id}
          showSearch
          value={column ?? ''}
          status={error || (required && !column) ? 'error' : undefined}
          aria-describedby={below ? `${id}-below` : undefined}
          options={[
            { value: '', label: required ? t('choose') : t('skip') },
            ...columns.map((one) => ({ value: one, label: one })),
          ]}
          onChange={choose}
        />
        {sure ? (
          <span className={`sure ${sure}`}>
            {sure === 'likely' ? <Icon name="warning" size={12} /> : <Icon name="check" size={12} />}
            {t(sure)}
          </span>
        ) : null}
        {below ? (
          <span id={`${id}-below`} className="sure bad">
            {below}
          </span>
        ) : null}
      </div>
      <div className="sample el t3" title={sample.join(' · ')}>
        {sample.join(' · ') || '—'}
      </div>
    </div>
  );
}

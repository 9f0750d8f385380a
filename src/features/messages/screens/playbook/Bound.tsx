import { useWords } from '../../../../console/lib/i18n.ts';
import { usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Facts } from '../../../../console/ui/Card.tsx';
import { Said } from '../../../../console/ui/Said.tsx';
import { Link } from 'react-router';
import { listChannelTemplates } from '../../contract-channel-templates.ts';
import type { Message } from './draft.ts';
import { State } from '../templates/State.tsx';
import { words } from './words.ts';

type BoundTemplate = NonNullable<NonNullable<Message['channels']['sms']>['template']>;

/** The template a provider has approved, and what goes into its variables. */
export function Bound({ bound }: { bound: BoundTemplate }) {
  const t = useWords(words);
  const to = usePath();
  const known = useEndpoint(listChannelTemplates, {}, { staleTime: 60_000 });
  const template = known.data?.items.find(({ key }) => key === bound.key);
  if (known.data && !template) return <p className="f12 bad cjk">{t('boundGone', { key: bound.key })}</p>;
  return (
    <div className="hx-messages-bound">
      <p className="row g8 wrap">
        <span className="fw5">{t('bound')}</span>
        <Link to={to('settings/sms-templates')}>{template?.name ?? bound.key}</Link>
        {template ? <State state={template.state} /> : null}
      </p>
      {template ? <p className="text">{template.text}</p> : null}
      <Facts
        rows={Object.entries(bound.values).map(([name, value]) => [`\${${name}}`, <Said key={name} text={value} />])}
      />
      <p className="f12 t3 cjk">{t('boundHint')}</p>
    </div>
  );
}

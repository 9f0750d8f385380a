import { Link } from 'react-router';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useCan, usePath } from '../../../../console/lib/session.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import type { SandboxCall } from '../../contract-sandbox.ts';
import { useResult } from '../shared.tsx';
import { words as ofCalls } from '../words.ts';
import { Lines } from './Lines.tsx';
import type { CallLook } from './PhoneCalls.tsx';
import { words } from './words.ts';

/** It is over: how, what was said in it, and the calls before. */
export function Over({ call, earlier, company, when }: CallLook & { call: SandboxCall }) {
  const t = useWords(words);
  const can = useCan();
  const to = usePath();
  return (
    <div className="hx-phone-call over">
      <header>
        <div className="grow">
          <b className="el">{company}</b>
          <Ending call={call} />
        </div>
      </header>
      {call.lines.length > 0 ? <Lines call={call} shown={null} /> : <p className="quiet grow">{t('notTaken')}</p>}
      <ul className="log">
        {[call, ...earlier].map((each) => (
          <li key={each.callId}>
            <Icon name="phone" size={14} />
            <Ending call={each} />
            <time>{when(each.endedAt ?? each.createdAt)}</time>
            {can('calls:read') ? <Link to={to(`calls/${encodeURIComponent(each.callId)}`)}>{t('open')}</Link> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Ending({ call }: { call: SandboxCall }) {
  const t = useWords(ofCalls);
  const say = useResult();
  if (call.cause === null) return <span>{t(`state.${call.state}`)}</span>;
  return <span>{[t(`cause.${call.cause}`), say(call.result)].filter(Boolean).join(' · ')}</span>;
}

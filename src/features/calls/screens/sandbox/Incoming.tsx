import { useWords } from '../../../../console/lib/i18n.ts';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import type { SandboxAct } from '../../contract-sandbox.ts';
import type { CallLook } from './PhoneCalls.tsx';
import type { PlayedCall } from './useSandboxCall.ts';
import { words } from './words.ts';

/** The other ways in which a call is not taken. */
const ELSE = ['no_answer', 'busy', 'unreachable'] as const;

/** It rings: taken, refused, or one of the ways in which nobody comes to the phone. */
export function Incoming({
  call,
  error,
  act,
  company,
  when,
}: Omit<PlayedCall, 'act'> & CallLook & { act: ((what: SandboxAct) => void) | null }) {
  const t = useWords(words);
  return (
    <div className="hx-phone-call incoming" role="group" aria-label={t('incoming')}>
      <div className="caller">
        <span className="round" aria-hidden="true">
          {Array.from(company)[0] ?? '·'}
        </span>
        <b>{company}</b>
        <span aria-live="polite">{call.attempt > 1 ? t('ringsAgain', { n: call.attempt }) : t('rings')}</span>
        {call.until ? <small>{t('until', { time: when(call.until) })}</small> : null}
      </div>
      {act ? (
        <>
          <div className="else">
            {ELSE.map((cause) => (
              <button key={cause} type="button" onClick={() => act({ do: 'refuse', cause })}>
                {t(`refuse.${cause}`)}
              </button>
            ))}
          </div>
          <div className="take">
            <button type="button" className="no" onClick={() => act({ do: 'refuse', cause: 'rejected' })}>
              <Icon name="close" size={24} />
              <span>{t('refuse.rejected')}</span>
            </button>
            <button type="button" className="yes" onClick={() => act({ do: 'answer' })}>
              <Icon name="phone" size={24} />
              <span>{t('answer')}</span>
            </button>
          </div>
        </>
      ) : (
        <p className="quiet">{t('lookOnly')}</p>
      )}
      <ErrorNote error={error} />
    </div>
  );
}

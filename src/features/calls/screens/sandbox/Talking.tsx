import { type FormEvent, useEffect, useEffectEvent, useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useCan } from '../../../../console/lib/session.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import type { SandboxAct, SandboxCall } from '../../contract-sandbox.ts';
import { Keypad } from './Keypad.tsx';
import { Lines } from './Lines.tsx';
import type { CallLook } from './PhoneCalls.tsx';
import type { PlayedCall } from './useSandboxCall.ts';
import { useSaying } from './useSaying.ts';
import { words } from './words.ts';

type Act = (what: SandboxAct, at?: number) => void;

/** The call goes on: what is said, the keys, and what it waits for. */
export function Talking({ call, error, act, company }: Omit<PlayedCall, 'act'> & CallLook & { act: Act | null }) {
  const t = useWords(words);
  const can = useCan();
  const [aloud, setAloud] = useState(false);
  const saying = useSaying(call, aloud, (at) => act?.({ do: 'heard' }, at));
  // A number of several digits is over when she presses nothing more, as on a real telephone.
  const between = call.waits === 'keys' && call.digits !== '' ? call.waitMs : null;
  const noMore = useEffectEvent(() => act?.({ do: 'silence' }, call.at));
  useEffect(() => {
    if (between === null) return;
    const timer = setTimeout(noMore, between);
    return () => clearTimeout(timer);
  }, [between, call.at]);
  return (
    <div className="hx-phone-call talking" role="group" aria-label={t('talking')}>
      <header>
        <div className="grow">
          <b className="el">{company}</b>
          <span aria-live="polite">{stateOf(call, t)}</span>
        </div>
        {can('playbooks:write') ? (
          <button type="button" className="aloud" aria-pressed={aloud} onClick={() => setAloud(!aloud)}>
            {t(aloud ? 'aloudOff' : 'aloud')}
          </button>
        ) : null}
      </header>
      <Lines call={call} shown={saying.shown} />
      <ErrorNote error={error ?? saying.error} />
      {act ? (
        <>
          <Wanted call={call} act={act} />
          {call.waits === 'heard' || call.waits === 'keys' ? <Keypad press={(key) => act({ do: 'key', key })} /> : null}
          <div className="foot">
            {call.waits === 'heard' ? (
              <button type="button" className="plain" onClick={() => act({ do: 'heard' }, call.at)}>
                {t('heard')}
              </button>
            ) : (
              <span />
            )}
            <button type="button" className="no" aria-label={t('hangUp')} onClick={() => act({ do: 'hangUp' })}>
              <Icon name="phone" size={22} />
            </button>
            <span />
          </div>
        </>
      ) : (
        <p className="quiet">{t('lookOnly')}</p>
      )}
    </div>
  );
}

function stateOf(call: SandboxCall, t: ReturnType<typeof useWords<(typeof words)['zh']>>): string {
  switch (call.waits) {
    case 'heard':
      return t(call.bargeIn ? 'saysAndHears' : 'says');
    case 'keys':
      return call.digits === '' ? t('waitsForKey', { keys: call.keys ?? '' }) : t('digits', { digits: call.digits });
    case 'speech':
      return t('speaks');
    case 'colleague':
      return t('putThrough', { target: call.target ?? '' });
    default:
      return t('together');
  }
}

/** What else she may do just now. */
function Wanted({ call, act }: { call: SandboxCall; act: Act }) {
  const t = useWords(words);
  switch (call.waits) {
    case 'keys':
      return (
        <div className="wanted">
          <button type="button" onClick={() => act({ do: 'silence' }, call.at)}>
            {t('silence', { n: Math.round((call.waitMs ?? 0) / 1000) })}
          </button>
        </div>
      );
    case 'speech':
      return <Speech act={act} />;
    case 'colleague':
      return (
        <div className="wanted">
          <button type="button" onClick={() => act({ do: 'join', ok: true }, call.at)}>
            {t('joins')}
          </button>
          <button type="button" onClick={() => act({ do: 'join', ok: false }, call.at)}>
            {t('joinsNot')}
          </button>
        </div>
      );
    default:
      return null;
  }
}

/** After the tone: what she would say is written. */
function Speech({ act }: { act: Act }) {
  const t = useWords(words);
  const [text, setText] = useState('');
  const say = (event: FormEvent) => {
    event.preventDefault();
    act({ do: 'speak', text: text.trim() });
  };
  return (
    <form className="speech" onSubmit={say}>
      <textarea
        rows={3}
        value={text}
        maxLength={1000}
        placeholder={t('speech')}
        aria-label={t('speech')}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit">{t(text.trim() === '' ? 'saysNothing' : 'spoken')}</button>
    </form>
  );
}

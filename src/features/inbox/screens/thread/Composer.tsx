import { useRef } from 'react';
import { Link } from 'react-router';
import { useFormatAt } from '../../../../console/lib/clock.ts';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { isMac, useKeys } from '../../../../console/lib/keys.ts';
import { useTouch } from '../../../../console/lib/media.ts';
import { useCan, usePath, useWorkspace } from '../../../../console/lib/session.tsx';
import { Button } from '../../../../console/ui/Button.tsx';
import { ErrorNote, Note } from '../../../../console/ui/States.tsx';
import { CHANNEL_WORDS } from '../../../messages/contract-definition.ts';
import type { ConversationDetail } from '../../contract.ts';
import { useWho } from '../who.ts';
import { words } from '../words.ts';
import { useReply } from './useReply.ts';

/** The answer: typed, kept while one looks elsewhere, sent once. */
export function Composer({ detail }: { detail: ConversationDetail }) {
  const t = useWords(words);
  const touch = useTouch();
  const { conversation } = detail;
  const workspace = useWorkspace();
  const who = useWho()(conversation);
  const box = useRef<HTMLTextAreaElement>(null);
  const blocked = useBlocked(detail);
  const reply = useReply(conversation.conversationId);
  const isMail = conversation.channel === 'email';
  useKeys([{ key: 'r', label: t('keys.reply'), run: () => box.current?.focus() }]);
  const send = (anyway = false) => {
    if (!blocked) reply.send(anyway);
    box.current?.focus();
  };
  return (
    <form
      className="compose"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {reply.collision ? (
        <div className="clash">
          <Note tone="warn">{reply.collision}</Note>
          <Button size="small" onClick={() => send(true)}>
            {t('compose.anyway')}
          </Button>
        </div>
      ) : (
        <ErrorNote error={reply.error} retry={() => send()} />
      )}
      {isMail ? (
        <input
          className="hx-input"
          value={reply.subject}
          maxLength={200}
          disabled={blocked !== null}
          placeholder={t('compose.subject', { company: workspace.name })}
          aria-label={t('compose.subject', { company: workspace.name })}
          onChange={(event) => reply.setSubject(event.target.value)}
        />
      ) : null}
      <textarea
        ref={box}
        className="hx-input"
        rows={3}
        maxLength={4000}
        value={reply.text}
        disabled={blocked !== null}
        placeholder={t('compose.placeholder', { name: who })}
        aria-label={t('compose.placeholder', { name: who })}
        onChange={(event) => reply.setText(event.target.value)}
        onKeyDown={(event) => {
          // An Enter that ends the choice of a Chinese word is no Enter.
          if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
          if (event.key === 'Escape') event.currentTarget.blur();
          if (event.key !== 'Enter' || event.shiftKey) return;
          const isMod = event.metaKey || event.ctrlKey;
          if (!isMod && (isMail || touch)) return;
          event.preventDefault();
          send();
        }}
      />
      <div className="foot">
        <span className="grow">{blocked ?? <Limits detail={detail} />}</span>
        <span className="t3 hint">
          {touch ? '' : isMail ? t('compose.keysMail', { mod: isMac ? '⌘' : 'Ctrl' }) : t('compose.keys')}
        </span>
        <Button
          type="primary"
          htmlType="submit"
          loading={reply.sending}
          disabled={blocked !== null || reply.text.trim() === ''}
        >
          {t('compose.send')}
        </Button>
      </div>
    </form>
  );
}

/** Why nothing can be written here; null when something can. */
function useBlocked({ conversation, window, carried, optedOut, now }: ConversationDetail) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const to = usePath();
  const channel = say(CHANNEL_WORDS[conversation.channel]);
  if (!can('inbox:write')) return t('compose.readonly');
  if (optedOut) return t('compose.optedOut', { channel });
  if (carried === 'no')
    return (
      <>
        {t('compose.noCarrier', { channel })} <Link to={to('settings/channels')}>{t('compose.seeSettings')}</Link>
      </>
    );
  if (window && window.until <= now) return t('compose.over');
  if (window && window.left === 0) return t('compose.none');
  return null;
}

const ANSWER_MS = 48 * 3_600_000;

function Limits({ detail }: { detail: ConversationDetail }) {
  const t = useWords(words);
  const format = useFormatAt(detail.now);
  const { window, carried, conversation, now } = detail;
  const heard = conversation.lastInboundAt;
  const parts = [
    window ? t('compose.until', { when: format.when(window.until), left: window.left }) : null,
    carried === 'sandbox' ? t('compose.sandbox') : null,
    heard && Date.parse(now) - Date.parse(heard) > ANSWER_MS ? t('compose.late', { when: format.when(heard) }) : null,
  ].filter(Boolean);
  return <span className="t2">{parts.join(' · ')}</span>;
}

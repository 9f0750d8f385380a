import { useEffect, useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useKeys } from '../../../../console/lib/keys.ts';
import { useCan } from '../../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Answered, ErrorNote, Skeleton } from '../../../../console/ui/States.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { CHANNEL_WORDS } from '../../../messages/contract-definition.ts';
import * as contract from '../../contract.ts';
import { Side } from '../side/Side.tsx';
import { LIST_MS } from '../useInbox.ts';
import { CHANNEL_ICONS, useWho } from '../who.ts';
import { words } from '../words.ts';
import { AssigneeMenu } from './AssigneeMenu.tsx';
import { Composer } from './Composer.tsx';
import { Lines } from './Lines.tsx';
import { CHANGES } from './useLines.ts';
import './thread.css';

export interface ThreadProps {
  readonly id: string;
  /** On a phone: to the list. */
  readonly back: (() => void) | null;
  readonly go: (id: string) => void;
}

export function Thread(props: ThreadProps) {
  const query = useEndpoint(contract.getConversation, { params: { conversation: props.id } }, { every: LIST_MS });
  return (
    <div className="hx-thread">
      <Answered query={query} skeleton={<Skeleton lines={6} />}>
        {(detail) => <Shown {...props} detail={detail} />}
      </Answered>
    </div>
  );
}

function Shown({ id, back, go, detail }: ThreadProps & { detail: contract.ConversationDetail }) {
  const t = useWords(words);
  const can = useCan();
  const { conversation } = detail;
  const [side, setSide] = useState(false);
  const state = useAction(contract.setConversationState, { changes: CHANGES });
  const isOpen = conversation.state === 'open';
  const turn = () => state.mutate({ params: { conversation: id }, body: { state: isOpen ? 'closed' : 'open' } });
  useRead(conversation, can('inbox:write'));
  useKeys(can('inbox:write') ? [{ key: 'e', label: t('keys.close'), run: turn }] : []);
  return (
    <>
      <div className="mid">
        <header className="hd">
          {back ? (
            <button type="button" className="ib" aria-label={t('act.back')} onClick={back}>
              <Icon name="left" size={20} />
            </button>
          ) : null}
          <Title conversation={conversation} />
          <span className="grow" />
          {can('inbox:write') ? (
            <>
              <AssigneeMenu conversation={conversation} icon={back !== null} />
              <Button
                size={back ? 'middle' : 'small'}
                loading={state.isPending}
                onClick={turn}
                keys={back ? undefined : 'e'}
              >
                {t(isOpen ? 'act.close' : 'act.reopen')}
              </Button>
            </>
          ) : null}
          {back ? (
            <button
              type="button"
              className="ib"
              aria-label={t('act.info')}
              aria-expanded={side}
              onClick={() => setSide(!side)}
            >
              <Icon name="person" size={20} />
            </button>
          ) : null}
        </header>
        <ErrorNote error={state.error} />
        {back && side ? (
          <Side detail={detail} go={go} />
        ) : (
          <>
            <Lines id={id} now={detail.now} />
            <Composer key={id} detail={detail} />
          </>
        )}
      </div>
      {back ? null : <Side detail={detail} go={go} />}
    </>
  );
}

function Title({ conversation }: { conversation: contract.Conversation }) {
  const t = useWords(words);
  const say = useSay();
  const who = useWho()(conversation);
  return (
    <div className="who">
      <h2 className="el">{who}</h2>
      <span className="f12 t3 row g6 nw">
        <Icon name={CHANNEL_ICONS[conversation.channel]} size={14} />
        {say(CHANNEL_WORDS[conversation.channel])}
        {conversation.customer || who === t('unknown') ? null : <Tag>{t('unknown')}</Tag>}
        {conversation.state === 'closed' ? <Tag>{t('tabs.closed')}</Tag> : null}
      </span>
    </div>
  );
}

/** Looking takes the mark off, once per thing that is new. */
function useRead({ conversationId, unread }: contract.Conversation, may: boolean): void {
  const read = useAction(contract.readConversation, {
    changes: [contract.countConversations, contract.listConversations],
  });
  const { mutate } = read;
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') mutate({ params: { conversation: conversationId } });
    };
    if (!may || unread === 0) return;
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [conversationId, unread, may, mutate]);
}

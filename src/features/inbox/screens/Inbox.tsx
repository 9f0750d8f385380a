import { useEffect, useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useWords } from '../../../console/lib/i18n.ts';
import { useKeys } from '../../../console/lib/keys.ts';
import { usePhone } from '../../../console/lib/media.ts';
import { useRailNav } from '../../../console/lib/rail.ts';
import { usePath } from '../../../console/lib/session.tsx';
import { KeyHint } from '../../../console/ui/KeyHint.tsx';
import { EmptyState } from '../../../console/ui/States.tsx';
import { List } from './list/List.tsx';
import { Thread } from './thread/Thread.tsx';
import { useInbox } from './useInbox.ts';
import { useInboxAddress } from './useInboxAddress.ts';
import { words } from './words.ts';
import '../../../console/questions/questions.css';
import './inbox.css';

/** 会话: the list, what was said, who it is. On a phone the list, then a page per conversation. */
export default function Inbox() {
  useRailNav();
  const t = useWords(words);
  const phone = usePhone();
  const to = usePath();
  const navigate = useNavigate();
  const { conversation } = useParams();
  const address = useInboxAddress('all');
  const inbox = useInbox(address);
  const search = useRef<HTMLInputElement>(null);
  const [firstSeen, setFirstSeen] = useState<string | undefined>(undefined);
  useEffect(() => {
    document.title = `${t('title')} · ${document.title.split(' · ').at(-1) ?? ''}`;
  }, [t]);
  const ids = (inbox.items ?? []).map((item) => item.conversationId);
  const first = ids[0];
  // Without one in the address the first of the list is shown, and stays so while others move above it.
  if (firstSeen === undefined && first !== undefined) setFirstSeen(first);
  const shown = conversation ?? (phone ? undefined : firstSeen);
  const go = (id: string) => void navigate(to(`inbox/${id}${address.search}`), { replace: conversation !== undefined });
  const step = (by: 1 | -1) => {
    const at = shown === undefined ? -1 : ids.indexOf(shown);
    const next = ids[at === -1 ? 0 : at + by];
    if (next !== undefined) go(next);
  };
  useKeys([
    { key: 'j', label: t('keys.next'), run: () => step(1) },
    { key: 'k', label: t('keys.next'), run: () => step(-1) },
    { key: '/', label: t('keys.search'), run: () => search.current?.focus() },
  ]);
  const list = <List inbox={inbox} address={address} chosen={shown} choose={go} search={search} />;
  const back = () => void navigate(to(`inbox${address.search}`));
  if (phone)
    return <div className="hx-inbox phone">{shown ? <Thread key={shown} id={shown} back={back} go={go} /> : list}</div>;
  return (
    <div className="hx-inbox">
      {list}
      <div className="pane">
        {shown ? (
          <Thread key={shown} id={shown} back={null} go={go} />
        ) : inbox.items === undefined ? null : (
          <EmptyState icon="chat" title={t('choose')} hint={t('chooseHint')} />
        )}
        <footer className="hx-keystrip">
          {(
            [
              [['j', 'k'], 'next'],
              [['r'], 'reply'],
              [['e'], 'close'],
              [['/'], 'search'],
              [['?'], 'all'],
            ] as const
          ).map(([keys, name]) => (
            <span key={name}>
              {keys.map((key) => (
                <KeyHint key={key} keys={key} />
              ))}
              {t(`keys.${name}`)}
            </span>
          ))}
        </footer>
      </div>
    </div>
  );
}

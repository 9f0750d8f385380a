import { useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { Avatar } from '../../../../console/ui/Avatar.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import type { Bubble } from '../../contract-sandbox.ts';
import { here, linkIn, splitLinks, textOf } from '../shared.ts';
import { words } from '../words.ts';
import type { Look } from './Chat.tsx';

/** The mail program of a phone: the latest mail open, the others above it by their subject. */
export function Mail({ bubbles, thread, format, acts, chooseMessage }: Look) {
  const t = useWords(words);
  const mails = bubbles.filter((bubble) => bubble.from === 'us');
  const [opened, setOpened] = useState<string | null>(null);
  const shown = mails.find((mail) => mail.key === opened) ?? mails.at(-1);
  const others = mails.filter((mail) => mail !== shown);
  if (!shown) return null;
  return (
    <div className="mail">
      {others.map((mail) => (
        <button
          key={mail.key}
          type="button"
          className="folded"
          onClick={() => {
            setOpened(mail.key);
            if (mail.messageId) chooseMessage(mail.messageId);
          }}
        >
          <b className="el grow">{subjectOf(mail)}</b>
          <span>{format.when(mail.at)}</span>
        </button>
      ))}
      <article>
        <h3>{subjectOf(shown)}</h3>
        <div className="from">
          <Avatar name={thread.company} size={32} />
          <div className="grow">
            <b>{thread.company}</b>
            <span>
              {t('box.toMe')} · {format.when(shown.at)}
            </span>
          </div>
        </div>
        {textOf(shown.written?.text ?? [])
          .split(/\n{2,}/)
          .filter((paragraph) => paragraph.trim())
          .map((paragraph, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- paragraphs of one fixed text
            <Paragraph key={at} text={paragraph.trim()} open={acts ? acts.openLink : null} label={t('box.open')} />
          ))}
        <footer>
          {t('box.whyMail')}{' '}
          <button type="button" disabled={!acts} onClick={() => acts?.out()}>
            {t('box.unsubscribe')}
          </button>
        </footer>
      </article>
      <p className="hint">
        <Icon name="mail" size={14} /> {thread.email ?? '—'}
      </p>
    </div>
  );
}

const subjectOf = (mail: Bubble): string =>
  textOf(mail.written?.subject ?? []) || textOf(mail.written?.text ?? []).slice(0, 40);

function Paragraph({ text, open, label }: { text: string; open: (() => void) | null; label: string }) {
  const link = (address: string) => ({
    href: here(address),
    target: '_blank',
    rel: 'noreferrer',
    onClick: (event: React.MouseEvent) => {
      if (!open || event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      open();
    },
  });
  if (linkIn(text) === text)
    return (
      <p>
        <a className="button" {...link(text)}>
          {label}
        </a>
      </p>
    );
  return (
    <p>
      {splitLinks(text).map((part, at) =>
        part.link ? (
          // oxlint-disable-next-line react/no-array-index-key -- pieces of one fixed text
          <a key={at} {...link(part.text)}>
            {part.text}
          </a>
        ) : (
          // oxlint-disable-next-line react/no-array-index-key -- pieces of one fixed text
          <span key={at}>{part.text}</span>
        ),
      )}
    </p>
  );
}

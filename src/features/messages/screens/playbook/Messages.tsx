import { useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { currentLocale } from '../../../../console/lib/settings.ts';
import { LanguageChoice } from '../../../../console/playbook/LanguageChoice.tsx';
import { SaveBar } from '../../../../console/playbook/SaveBar.tsx';
import { useDraft, useMayEdit } from '../../../../console/playbook/useDraft.ts';
import { words as draftWords } from '../../../../console/playbook/words.ts';
import type { PlaybookTabProps } from '../../../../console/screens.ts';
import { Choices } from '../../../../console/ui/Choices.tsx';
import { EmptyState, Note } from '../../../../console/ui/States.tsx';
import type { Locale } from '../../../../engine/words.ts';
import { About } from './About.tsx';
import { read, write } from './draft.ts';
import { useErrors } from './errors.ts';
import { Preview } from './Preview.tsx';
import { Sends } from './Sends.tsx';
import { words } from './words.ts';
import { Wordings } from './Wordings.tsx';
import './playbook.css';

/** 消息: what a playbook says, and on which channels in which order, changed without code. */
export default function Messages({ playbook, onTouched }: PlaybookTabProps) {
  const t = useWords(words);
  const bar = useWords(draftWords);
  const say = useSay();
  const may = useMayEdit();
  const [locale, setLocale] = useState<Locale>(currentLocale());
  const [chosen, setChosen] = useState<string | null>(null);
  const draft = useDraft(playbook, { read, write, note: t('note') });
  const errors = useErrors(draft, locale);
  const { messages } = draft.now;
  const message = messages.find(({ key }) => key === chosen) ?? messages[0];
  if (!message) return <EmptyState icon="chat" title={t('none')} hint={t('noneHint')} />;
  const part = { playbook, written: draft.now, message, locale, may, set: draft.set, error: errors.of };
  return (
    <div className="hx-messages">
      <p className="t2 cjk">{t('lead')}</p>
      {may ? null : <Note>{bar('readOnly')}</Note>}
      <div className="row g16 wrap between">
        {messages.length > 1 ? (
          <Choices
            label={t('message')}
            options={messages.map(({ key, name }) => ({ key, label: `${say(name)}${errors.isIn(key) ? ' !' : ''}` }))}
            value={message.key}
            choose={setChosen}
          />
        ) : (
          <h2>{say(message.name)}</h2>
        )}
        <LanguageChoice value={locale} choose={setLocale} />
      </div>
      <div className="page">
        <div className="col g16">
          <About key={`about ${message.key}`} {...part} />
          <Wordings {...part} />
          <Sends key={`sends ${message.key}`} {...part} />
        </div>
        <Preview key={message.key} playbook={playbook.key} message={message} />
      </div>
      {may ? (
        <SaveBar draft={draft} playbook={playbook} onTouched={onTouched} where={errors.where} errors={errors.items} />
      ) : null}
    </div>
  );
}

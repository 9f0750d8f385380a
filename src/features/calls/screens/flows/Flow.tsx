import { Select } from 'antd';
import { useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { SaveBar } from '../../../../console/playbook/SaveBar.tsx';
import { useDraft, useMayEdit } from '../../../../console/playbook/useDraft.ts';
import { words as draftWords } from '../../../../console/playbook/words.ts';
import type { PlaybookTabProps } from '../../../../console/screens.ts';
import { EmptyState, Note } from '../../../../console/ui/States.tsx';
import { checkSteps } from '../../../../engine/callflow/index.ts';
import { asSteps } from '../../contract-definition.ts';
import { callsOf, spokenIn, withCalls } from './draft.ts';
import { Editor } from './Editor.tsx';
import { words } from './words.ts';
import './flows.css';

/** 电话流程: what a playbook says on the telephone, written without code. */
export default function Flow({ playbook, onTouched }: PlaybookTabProps) {
  const t = useWords(words);
  const bar = useWords(draftWords);
  const say = useSay();
  const may = useMayEdit();
  const draft = useDraft(playbook, { read: callsOf, write: withCalls, note: t('title') });
  const spoken = spokenIn(playbook.definition).filter(({ key }) => draft.now[key]);
  const [chosen, setChosen] = useState(spoken[0]?.key);
  const message = spoken.find(({ key }) => key === chosen) ?? spoken[0];
  const written = message && draft.now[message.key];
  if (!message || !written) return <EmptyState icon="phone" title={t('none')} hint={t('noneHint')} />;
  const flawsOf = (key: string) => {
    const steps = draft.now[key]?.steps;
    return steps ? checkSteps(asSteps(steps), spoken.find((each) => each.key === key)?.form ?? null) : [];
  };
  return (
    <div className="col g16">
      <p className="t2 cjk">{t('lead')}</p>
      {may ? null : <Note>{bar('readOnly')}</Note>}
      {spoken.length > 1 ? (
        <Select
          aria-label={t('message')}
          style={{ maxWidth: 360 }}
          value={message.key}
          options={spoken.map(({ key, name }) => ({ value: key, label: say(name) }))}
          onChange={setChosen}
        />
      ) : null}
      <Editor
        key={message.key}
        message={message}
        written={written}
        flaws={flawsOf(message.key)}
        may={may}
        set={(next, field) => draft.set({ ...draft.now, [message.key]: next }, field && `${message.key}/${field}`)}
      />
      {may ? (
        <SaveBar
          draft={draft}
          playbook={playbook}
          onTouched={onTouched}
          flaws={spoken.reduce((sum, { key }) => sum + flawsOf(key).length, 0)}
        />
      ) : null}
    </div>
  );
}

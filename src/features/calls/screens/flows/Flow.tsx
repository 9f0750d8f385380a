import { Select } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Page } from '../../../../console/ui/Page.tsx';
import { Answered, EmptyState } from '../../../../console/ui/States.tsx';
import { getPlaybook, type PlaybookDetail } from '../../../playbooks/contract.ts';
import { spokenIn } from './draft.ts';
import { Editor } from './Editor.tsx';
import { words } from './words.ts';
import './flows.css';

/** 电话流程: what a playbook says on the telephone, written without code. */
export default function Flow() {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const { playbook: key = '' } = useParams();
  const query = useEndpoint(getPlaybook, { params: { playbook: key } });
  const name = query.data ? say(query.data.name) : key;
  return (
    <Page title={t('title')} crumbs={[{ label: name, to: to(`playbooks/${key}`) }]} tone="work">
      <Answered query={query}>{(playbook) => <Messages playbook={playbook} />}</Answered>
    </Page>
  );
}

function Messages({ playbook }: { playbook: PlaybookDetail }) {
  const t = useWords(words);
  const say = useSay();
  const spoken = spokenIn(playbook.definition);
  const [chosen, setChosen] = useState(spoken[0]?.key);
  const message = spoken.find(({ key }) => key === chosen) ?? spoken[0];
  if (!message) return <EmptyState icon="phone" title={t('none')} hint={t('noneHint')} />;
  return (
    <div className="col g16">
      <p className="t2 cjk">{t('lead')}</p>
      {spoken.length > 1 ? (
        <Select
          aria-label={t('message')}
          style={{ maxWidth: 360 }}
          value={message.key}
          options={spoken.map(({ key, name }) => ({ value: key, label: say(name) }))}
          onChange={setChosen}
        />
      ) : null}
      <Editor key={message.key} playbook={playbook} message={message} />
    </div>
  );
}

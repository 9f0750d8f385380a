import { useParams, useSearchParams } from 'react-router';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Page } from '../../../console/ui/Page.tsx';
import { ScratchNote } from '../../../console/ui/ScratchNote.tsx';
import { Answered, EmptyState } from '../../../console/ui/States.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import { getScorecard } from '../contract.ts';
import { CardBody } from './CardBody.tsx';
import { Controls } from './Controls.tsx';
import { ExposureCard } from './Exposure.tsx';
import { words } from './words.ts';

/** 记分卡: one sentence, the figures behind it, and what it does not prove. */
export default function ScorecardPage() {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const { playbook = '' } = useParams();
  const [asked] = useSearchParams();
  const epoch = Number(asked.get('epoch')) || undefined;
  const asOf = asked.get('as_of') ?? undefined;
  const query = useEndpoint(getScorecard, { params: { playbook }, query: { epoch, as_of: asOf } });
  const card = query.data;
  const unstarted = query.error?.code === 'scorecard_no_epoch';
  return (
    <Page
      title={card ? say(card.playbook_name) : playbook}
      crumbs={[{ label: t('title'), to: to('scorecards') }]}
      tags={card ? <Tag>{t('epoch', { epoch: card.epoch })}</Tag> : null}
      actions={[{ key: 'playbook', label: t('toPlaybook'), icon: 'playbook', to: to(`playbooks/${playbook}`) }]}
      controls={card ? <Controls card={card} asOf={asOf} /> : null}
    >
      <ScratchNote />
      {unstarted ? (
        <EmptyState
          icon="scorecard"
          title={t('noEpoch.title')}
          hint={t('noEpoch.hint')}
          action={
            <Button type="primary" to={to(`playbooks/${playbook}`)}>
              {t('noEpoch.open')}
            </Button>
          }
        />
      ) : (
        <>
          <Answered query={query}>{(data) => <CardBody card={data} asOf={asOf} />}</Answered>
          {card ? <ExposureCard playbook={playbook} epoch={epoch} /> : null}
        </>
      )}
    </Page>
  );
}

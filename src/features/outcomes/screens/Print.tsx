import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat, usePath, useWorkspace } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Answered } from '../../../console/ui/States.tsx';
import { getScorecard } from '../contract.ts';
import { CardBody } from './CardBody.tsx';
import { words } from './words.ts';
import './Print.css';

/** A scorecard on A4 paper, always light; the browser prints it or saves it as PDF. */
export default function Print() {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const format = useFormat();
  const navigate = useNavigate();
  const workspace = useWorkspace();
  const { playbook = '' } = useParams();
  const [asked] = useSearchParams();
  const epoch = Number(asked.get('epoch')) || undefined;
  const asOf = asked.get('as_of') ?? undefined;
  const query = useEndpoint(getScorecard, { params: { playbook }, query: { epoch, as_of: asOf } });
  const card = query.data;
  useEffect(() => {
    // What the browser offers as the name of the file.
    if (card) document.title = `${say(card.playbook_name)} ${format.isoDay(card.as_of)}`;
  }, [card, say, format]);
  return createPortal(
    <div className="hx-print" data-theme="light">
      <div className="bar">
        <Button onClick={() => void navigate(to(`scorecards/${playbook}`))}>{t('print.back')}</Button>
        <span className="t2">{t('print.hint')}</span>
        <span className="grow" />
        <Button type="primary" disabled={!card} onClick={() => print()}>
          {t('print.now')}
        </Button>
      </div>
      <Answered query={query}>
        {(data) => (
          <div className="paper">
            <p className="head">
              {workspace.name} · {say(data.playbook_name)} · {t('epoch', { epoch: data.epoch })} ·{' '}
              {t('asOf', { date: format.isoDay(data.as_of) })}
            </p>
            <CardBody card={data} asOf={asOf} />
          </div>
        )}
      </Answered>
    </div>,
    document.body,
  );
}

import { useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { ErrorNote, Note } from '../../../../console/ui/States.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { listPlaybooks } from '../../../playbooks/contract.ts';
import { CHANNEL_WORDS } from '../../contract-definition.ts';
import { type Cause, listCauses, listUndelivered, sendAgain } from '../../contract-undelivered.ts';
import { CHANNEL_ICONS, saidBy } from '../shared.ts';
import { words as messageWords } from '../words.ts';
import { CauseList } from './CauseList.tsx';
import { words } from './words.ts';

const ADVISED = [
  'channel',
  'address',
  'variables',
  'words',
  'recipient',
  'content',
  'config',
  'transient',
  'throttled',
  'bounced',
  'unknown',
] as const;

const adviceFor = ({ state, reason }: Cause): (typeof ADVISED)[number] | 'other' =>
  state === 'unknown' ? 'unknown' : (ADVISED.find((each) => each === reason) ?? 'other');

export function CauseCard({ cause, days }: { cause: Cause; days: number }) {
  const t = useWords(words);
  const tm = useWords(messageWords);
  const say = useSay();
  const can = useCan();
  const to = usePath();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState<{ again: number; left: number } | null>(null);
  const again = useAction(sendAgain, { changes: [listCauses, listUndelivered], onDone: setDone });
  const playbooks = useEndpoint(listPlaybooks, {}, { staleTime: 60_000 });
  const nameOf = (key: string): string => {
    const found = playbooks.data?.playbooks.find((each) => each.key === key);
    return found ? say(found.name) : key;
  };
  const advice = adviceFor(cause);
  const mayAgain = can('messages:write') && cause.state !== 'unknown';
  return (
    <li className="hx-cause">
      <header>
        <Icon name={CHANNEL_ICONS[cause.channel]} />
        <b>
          {say(CHANNEL_WORDS[cause.channel])} ·{' '}
          {cause.reason ? tm(`reason.${cause.reason as 'hours'}`) : t(`state.${cause.state}`)}
        </b>
        <Tag tone={cause.state === 'failed' ? 'bad' : 'warn'}>{t(`state.${cause.state}`)}</Tag>
        <span className="n">{t('count', { count: cause.n })}</span>
      </header>
      <p className="cjk">{t(`advice.${advice}`)}</p>
      {cause.note || cause.code ? <p className="t2 small">{t('said', { note: saidBy(cause) })}</p> : null}
      <p className="t3 small">
        {t('playbooks', { names: format.list([...cause.playbooks.map(nameOf), ...cause.broadcasts.map(say)]) })} ·{' '}
        {t('latest', { time: format.when(cause.latest) })}
      </p>
      {done ? (
        <Note>
          {done.left > 0
            ? t('againLeft', { count: done.again, left: done.left })
            : t('againDone', { count: done.again })}
        </Note>
      ) : null}
      <ErrorNote error={again.error} />
      <footer>
        <Button size="small" onClick={() => setOpen(!open)} aria-expanded={open}>
          {open ? t('hide') : t('show')}
        </Button>
        {mayAgain ? (
          <Button
            size="small"
            icon="refresh"
            loading={again.isPending}
            onClick={() => again.mutate({ params: { cause: cause.key }, body: { days } })}
          >
            {t('again')}
          </Button>
        ) : null}
        {(advice === 'config' || advice === 'channel') && can('messages:configure') ? (
          <Button size="small" to={to('settings/channels')}>
            {t('settings')}
          </Button>
        ) : null}
      </footer>
      {open ? <CauseList cause={cause} days={days} /> : null}
    </li>
  );
}

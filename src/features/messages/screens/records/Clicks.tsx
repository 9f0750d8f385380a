import { useWords } from '../../../../console/lib/i18n.ts';
import { useEndpoint } from '../../../../console/query.ts';
import { Facts } from '../../../../console/ui/Card.tsx';
import { type MessageClick, messageClicks } from '../../../links/contract-clicks.ts';
import { useClock } from '../sandbox/useClock.ts';
import { words } from './words-clicks.ts';

/** Who opened what the message carried; nothing where it carried nothing that counts. */
export function Clicks({ message }: { message: string }) {
  const t = useWords(words);
  const { format } = useClock();
  const { data } = useEndpoint(messageClicks, { params: { message } }, { every: 10_000 });
  if (!data || data.items.length === 0) return null;
  const nameOf = ({ kind, to }: MessageClick) =>
    kind === 'open' ? t('mail') : to.endsWith('/s/…') ? t('survey') : <span className="el">{to}</span>;
  return (
    <section className="col g8">
      <h2>{t('title')}</h2>
      <Facts
        rows={data.items.map((item) => [
          nameOf(item),
          <span key={item.linkId} className={item.visits > 0 ? '' : 't3'}>
            {item.firstAt ? t('opened', { count: item.visits, when: format.when(item.firstAt) }) : t('nobody')}
            {item.bots > 0 ? t('bots', { count: item.bots }) : ''}
          </span>,
        ])}
      />
    </section>
  );
}

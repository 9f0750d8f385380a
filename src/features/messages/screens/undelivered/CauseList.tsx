import { Link } from 'react-router';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Answered, ErrorNote } from '../../../../console/ui/States.tsx';
import { type Cause, listCauses, listUndelivered, sendAgain, settleUnknown } from '../../contract-undelivered.ts';
import { words } from './words.ts';

const SHOWN = 50;

/** Those of one cause, each with what can be done for it alone. */
export function CauseList({ cause, days }: { cause: Cause; days: number }) {
  const t = useWords(words);
  const format = useFormat();
  const to = usePath();
  const mayWrite = useCan()('messages:write');
  const query = useEndpoint(listUndelivered, { params: { cause: cause.key }, query: { days, limit: SHOWN } });
  const changes = [listCauses, listUndelivered];
  const again = useAction(sendAgain, { changes });
  const settle = useAction(settleUnknown, { changes });
  return (
    <Answered query={query}>
      {({ items }) => (
        <>
          <ErrorNote error={again.error ?? settle.error} />
          <ul className="hx-undelivered-people">
            {items.map((row) => (
              <li key={row.messageId}>
                <Link to={to(`messages?message=${row.messageId}`)} className="el">
                  {row.customer ?? t('somebody')}
                </Link>
                <span className="t3 nw">{format.when(row.at)}</span>
                {mayWrite && cause.state === 'unknown' ? (
                  <span className="row g6">
                    {([true, false] as const).map((arrived) => (
                      <Button
                        key={String(arrived)}
                        size="small"
                        disabled={settle.isPending}
                        onClick={() => settle.mutate({ params: { message: row.messageId }, body: { arrived } })}
                      >
                        {t(arrived ? 'arrived' : 'notArrived')}
                      </Button>
                    ))}
                  </span>
                ) : mayWrite ? (
                  <Button
                    size="small"
                    disabled={again.isPending}
                    onClick={() =>
                      again.mutate({ params: { cause: cause.key }, body: { days, messageIds: [row.messageId] } })
                    }
                  >
                    {t('againOne')}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
          {cause.n > SHOWN ? <p className="t3 small">{t('more', { count: SHOWN })}</p> : null}
        </>
      )}
    </Answered>
  );
}

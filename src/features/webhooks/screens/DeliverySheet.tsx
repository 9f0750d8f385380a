import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Facts } from '../../../console/ui/Card.tsx';
import { CopyButton } from '../../../console/ui/CopyButton.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { Answered, ErrorNote } from '../../../console/ui/States.tsx';
import { getDelivery, listDeliveries, listWebhooks, resendDelivery, type Webhook } from '../contract.ts';
import { useResult } from './result.ts';
import { useTypes } from './types.ts';
import { words } from './words.ts';
import '../../../console/ui/OneTime.css';

/** One message: its body as it was signed, what was answered, every attempt. */
export default function DeliverySheet(props: { hook: Webhook; deliveryId: string; close: () => void }) {
  const { hook, deliveryId, close } = props;
  const t = useWords(words);
  const can = useCan();
  const format = useFormat();
  const types = useTypes();
  const result = useResult();
  const params = { webhook: hook.webhookId, delivery: deliveryId };
  const query = useEndpoint(getDelivery, { params }, { every: (row) => (isWaiting(row) ? 2000 : false) });
  const resend = useAction(resendDelivery, { changes: [getDelivery, listDeliveries, listWebhooks] });
  const mayResend = can('webhooks:write') && hook.active && query.data !== undefined;
  return (
    <Sheet
      open
      width={520}
      title={query.data ? types.nameOf(query.data.type) : '…'}
      close={close}
      primary={
        mayResend
          ? { label: t('resend'), onClick: () => resend.mutate({ params }), loading: resend.isPending }
          : undefined
      }
    >
      <Answered query={query}>
        {(row) => (
          <div style={{ display: 'grid', gap: 16 }}>
            <Facts
              rows={[
                [t('state'), t(`states.${row.state}`)],
                [
                  t('id'),
                  <CopyButton
                    key="id"
                    text={row.deliveryId}
                    shown={<span style={{ minWidth: 0 }}>{row.deliveryId}</span>}
                  />,
                ],
                [t('when'), format.when(row.createdAt)],
                ...(row.dueAt ? [[t('tries'), t('next', { when: format.when(row.dueAt) })] as const] : []),
              ]}
            />
            {row.log.length > 0 ? (
              <section>
                <h2>{t('attempts')}</h2>
                <Facts
                  rows={row.log.map((attempt) => [
                    format.when(attempt.at),
                    `${result(attempt)} · ${t('ms', { count: attempt.ms })}`,
                  ])}
                />
              </section>
            ) : null}
            <section style={{ display: 'grid', gap: 8 }}>
              <h2>{t('body')}</h2>
              <pre className="hx-code">{pretty(row.body)}</pre>
            </section>
            <section style={{ display: 'grid', gap: 8 }}>
              <h2>{t('response')}</h2>
              {row.response ? <pre className="hx-code">{row.response}</pre> : <p className="t3">{t('noResponse')}</p>}
            </section>
            <ErrorNote error={resend.error} />
          </div>
        )}
      </Answered>
    </Sheet>
  );
}

const isWaiting = (row: unknown) => (row as { state?: string } | undefined)?.state === 'waiting';

function pretty(body: string): string {
  return JSON.stringify(JSON.parse(body), null, 2);
}

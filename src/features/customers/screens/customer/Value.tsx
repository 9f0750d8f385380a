import { LineBand } from '../../../../console/charts/LineBand.tsx';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Section } from '../../../../console/ui/Card.tsx';
import { listCustomerEnrolments } from '../../../playbooks/contract.ts';
import { Bone, Skeleton } from '../../../../console/ui/States.tsx';
import type { CustomerDetail } from '../../contract.ts';
import { daysBetween, useWorkspaceNow } from './now.ts';
import { MOST_ORDERS, useOrders } from './orders.ts';
import { trajectory } from './trajectory.ts';
import { words } from './words.ts';

/** Net spend over time. Flat is silence; a vertical line is the day she entered a playbook. */
export function Value({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const format = useFormat();
  const now = useWorkspaceNow();
  const { data } = useOrders(customer.customerId);
  const enrolments = useEndpoint(
    listCustomerEnrolments,
    { params: { customer: customer.customerId } },
    { enabled: can('experiments:read') },
  );
  if (customer.totals.orders + customer.totals.refunds < 2) return null;
  if (!data || !now)
    return (
      <Section title={t('value')}>
        <Skeleton>
          <Bone height={212} radius={8} />
        </Skeleton>
      </Section>
    );
  const bought = data.orders.map((order) => ({ day: format.isoDay(order.at), amount: order.amount }));
  const today = format.isoDay(now);
  const { periods, by, indexOf, end } = trajectory(bought, customer.totals.net, today);
  if (periods.length < 3) return null;
  const breaks = (enrolments.data?.enrolments ?? [])
    .map((one) => ({
      at: indexOf(format.isoDay(one.enteredAt)),
      label: t('entered', { name: say(one.playbookName) }),
    }))
    .filter(({ at }, index, all) => at > 0 && at < periods.length && all.findIndex((one) => one.at === at) === index);
  const name = customer.name ?? customer.externalId;
  return (
    <Section
      title={t('value')}
      extra={
        <span className="f12 t3 grow">
          {t(by === 'month' ? 'valueByMonth' : 'valueByQuarter')}
          {end < today.slice(0, 7)
            ? ` · ${t('valueLast', { days: format.number(daysBetween(bought[0]?.day ?? today, today)) })}`
            : ''}
          {data.isCut ? ` · ${t('valueCut', { count: format.number(MOST_ORDERS) })}` : ''}
        </span>
      }
    >
      <LineBand
        label={t('value')}
        title={`${name} ${t('value')}`}
        height={212}
        points={periods.map((period) => ({
          label: period.label,
          value: period.net,
          ...(period.orders > 0 ? { n: period.orders } : {}),
        }))}
        format={(value) => format.money(Math.round(value), 0)}
        breaks={breaks}
      />
    </Section>
  );
}

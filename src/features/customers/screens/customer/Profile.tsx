import { useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { Section } from '../../../../console/ui/Card.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import { listMembers } from '../../../access/contract.ts';
import { type CustomerDetail, GENDERS, getCustomer, listCustomers, updateCustomer } from '../../contract.ts';
import { phoneText } from '../../../../console/lib/phone.ts';
import { Editable } from './Editable.tsx';
import { words } from './words.ts';

/** Name, phone and the like, each changed in its place. */
export function Profile({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const can = useCan();
  const format = useFormat();
  const mayChange = can('customers:write');
  const members = useEndpoint(listMembers, {}, { enabled: can('access:read') });
  const update = useAction(updateCustomer, { changes: [getCustomer, listCustomers] });
  const pending = update.isPending ? Object.keys(update.variables.body ?? {})[0] : undefined;
  const failed = update.error ? Object.keys(update.variables?.body ?? {})[0] : undefined;
  const owners = members.data?.items ?? [];
  const shownOf = (key: string) => {
    if (key === 'birthday' && customer.birthday) return format.day(customer.birthday);
    return key === 'phone' && customer.phone ? phoneText(customer.phone) : undefined;
  };
  const field = (key: 'name' | 'phone' | 'email' | 'city' | 'birthday' | 'externalId') => (
    <Editable
      name={t(key)}
      value={customer[key]}
      shown={shownOf(key)}
      blind={(key === 'phone' || key === 'email') && !can('customers:reveal')}
      type={key === 'birthday' ? 'date' : 'text'}
      mayChange={mayChange && key !== 'externalId'}
      busy={pending === key}
      error={failed === key ? (update.error?.of(key) ?? update.error?.message) : undefined}
      save={(value) => update.mutate({ params: { id: customer.customerId }, body: { [key]: value } })}
    />
  );
  const gender = GENDERS.find((one) => one === customer.gender);
  return (
    <Section title={t('profile')}>
      <dl className="facts">
        {field('name')}
        {field('phone')}
        {field('email')}
        <Editable
          name={t('gender')}
          value={customer.gender}
          shown={gender ? t(`genders.${gender}`) : undefined}
          type="choice"
          choices={GENDERS.map((value) => ({ value, label: t(`genders.${value}`) }))}
          mayChange={mayChange}
          busy={pending === 'gender'}
          save={(value) =>
            update.mutate({
              params: { id: customer.customerId },
              body: { gender: GENDERS.find((one) => one === value) ?? null },
            })
          }
        />
        {field('birthday')}
        {field('city')}
        {owners.length > 0 ? (
          <Editable
            name={t('ownerField')}
            value={customer.ownerId}
            shown={owners.find((member) => member.id === customer.ownerId)?.name}
            type="choice"
            choices={owners.filter((member) => member.active).map(({ id, name }) => ({ value: id, label: name }))}
            mayChange={mayChange}
            busy={pending === 'ownerId'}
            save={(value) =>
              update.mutate({
                params: { id: customer.customerId },
                body: { ownerId: value === null ? null : String(value) },
              })
            }
          />
        ) : null}
        {field('externalId')}
      </dl>
      {failed === 'gender' || failed === 'ownerId' ? <ErrorNote error={update.error} /> : null}
    </Section>
  );
}

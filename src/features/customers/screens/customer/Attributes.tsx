import { useState } from 'react';
import { Link } from 'react-router';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { Section } from '../../../../console/ui/Card.tsx';
import {
  type Attribute,
  type AttributeValue,
  type CustomerDetail,
  getCustomer,
  listAttributes,
  updateCustomer,
} from '../../contract.ts';
import { Editable } from './Editable.tsx';
import { words } from './words.ts';

/** Empty attributes shown without being asked for. */
const FEW = 4;

/** The company's own attributes; values whose definition was deleted stay readable. */
export function Attributes({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const can = useCan();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const definitions = useEndpoint(listAttributes, {}, { staleTime: 60_000 });
  const update = useAction(updateCustomer, { changes: [getCustomer] });
  const items = definitions.data?.items;
  if (!items) return null;
  const keyOf = (body: typeof update.variables) => Object.keys(body?.body?.attributes ?? {})[0];
  const empty = items.filter((attribute) => customer.attributes[attribute.key] === undefined);
  const folds = empty.length > FEW;
  const shown = folds && !all ? items.filter((attribute) => !empty.includes(attribute)) : items;
  const orphans = Object.entries(customer.attributes).filter(([key]) => !items.some((one) => one.key === key));
  const save = (key: string) => (value: AttributeValue | null) =>
    update.mutate({ params: { id: customer.customerId }, body: { attributes: { [key]: value } } });
  const textOf = (attribute: Attribute, value: AttributeValue | undefined) => {
    if (value === undefined) return undefined;
    if (attribute.type === 'boolean') return t(value === true ? 'yes' : 'no');
    if (attribute.type === 'number') return format.number(Number(value));
    if (attribute.type === 'date') return format.day(String(value));
    const choice = attribute.choices.find((one) => one.value === value);
    return choice ? say(choice) : String(value);
  };
  const choicesOf = (attribute: Attribute) =>
    attribute.type === 'boolean'
      ? [
          { value: true, label: t('yes') },
          { value: false, label: t('no') },
        ]
      : attribute.choices.map((choice) => ({ value: choice.value, label: say(choice) }));
  return (
    <Section title={t('attributes')}>
      {items.length === 0 && orphans.length === 0 ? (
        <p className="t3">
          {t('attributesNone')}
          {can('customers:configure') ? (
            <>
              {' '}
              <Link to={to('customers/attributes')}>{t('define')}</Link>
            </>
          ) : null}
        </p>
      ) : null}
      <dl className="facts">
        {shown.map((attribute) => {
          const value = customer.attributes[attribute.key];
          return (
            <Editable
              key={attribute.key}
              name={say(attribute)}
              value={value ?? null}
              shown={textOf(attribute, value)}
              type={attribute.type === 'boolean' ? 'choice' : attribute.type}
              choices={choicesOf(attribute)}
              mayChange={can('customers:write')}
              busy={update.isPending && keyOf(update.variables) === attribute.key}
              error={
                update.error && keyOf(update.variables) === attribute.key
                  ? (update.error.of(`attributes.${attribute.key}`) ?? update.error.message)
                  : undefined
              }
              save={save(attribute.key)}
            />
          );
        })}
        {orphans.map(([key, value]) => (
          <Editable key={key} name={key} value={value} type="text" mayChange={false} save={() => {}} />
        ))}
      </dl>
      {folds ? (
        <button type="button" className="hx-link f12" onClick={() => setAll(!all)}>
          {all ? t('emptyLess') : t('emptyMore', { count: empty.length })}
        </button>
      ) : null}
    </Section>
  );
}

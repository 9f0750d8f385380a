import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, usePath, useWorkspace } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Field, Form } from '../../../console/ui/Field.tsx';
import { Page } from '../../../console/ui/Page.tsx';
import { Answered, EmptyState, ErrorNote } from '../../../console/ui/States.tsx';
import { type CustomerDetail, getCustomer } from '../../customers/contract.ts';
import { countTasks, createTask, listPeople, listTasks } from '../contract.ts';
import { TaskChannel } from '../contract-params.ts';
import { dayAfter, instantOf } from './pick-time.ts';
import { words } from './words.ts';
import '../../../console/questions/questions.css';
import './record.css';

/** A task by hand, for one customer: what, how, until when, for whom. */
export default function NewTask() {
  const t = useWords(words);
  const to = usePath();
  const [params] = useSearchParams();
  const id = params.get('customer') ?? '';
  const customer = useEndpoint(getCustomer, { params: { id } }, { enabled: id !== '' });
  // The workspace may live in a time of its own: its now comes with every list.
  const now = useEndpoint(listTasks, { query: { limit: '1' } });
  const name = customer.data?.name ?? customer.data?.externalId ?? '…';
  return (
    <Page
      title={t('create.title')}
      crumbs={id === '' ? [{ label: t('title'), to: to('tasks') }] : [{ label: name, to: to(`customers/${id}`) }]}
      tone="work"
      width={560}
    >
      {id === '' ? (
        <EmptyState
          icon="customers"
          title={t('create.noCustomer')}
          hint={t('create.noCustomerHint')}
          action={<Button to={to('customers')}>{t('create.toCustomers')}</Button>}
        />
      ) : (
        <Answered query={customer}>
          {(data) => <Answered query={now}>{({ at }) => <Draw customer={data} now={Date.parse(at)} />}</Answered>}
        </Answered>
      )}
    </Page>
  );
}

function Draw({ customer, now }: { customer: CustomerDetail; now: number }) {
  const t = useWords(words);
  const can = useCan();
  const to = usePath();
  const navigate = useNavigate();
  const { zone } = useWorkspace();
  const people = useEndpoint(listPeople, {});
  const [title, setTitle] = useState('');
  const [channel, setChannel] = useState<TaskChannel>('phone');
  const [due, setDue] = useState(() => `${dayAfter(now, 1, zone)}T10:00`);
  const [assignee, setAssignee] = useState('');
  const [note, setNote] = useState('');
  const create = useAction(createTask, {
    changes: [listTasks, countTasks],
    onDone: ({ taskId, assignee: who }) =>
      void navigate(who?.id === people.data?.me ? to(`tasks/${taskId}`) : to(`customers/${customer.customerId}`)),
  });
  const others = people.data?.people.filter(({ id }) => id !== people.data?.me) ?? [];
  const submit = () => {
    if (title.trim() === '' || create.isPending) return;
    create.mutate({
      body: {
        customerId: customer.customerId,
        title: title.trim(),
        channel,
        ...(due === '' ? {} : { dueAt: new Date(instantOf(due, zone)).toISOString() }),
        ...(assignee === '' ? {} : { assignee }),
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      },
    });
  };
  return (
    <Form onSubmit={submit}>
      <Field label={t('create.what')} error={create.error?.of('title')}>
        {({ status: _status, ...field }) => (
          <input
            {...field}
            className="hx-input"
            maxLength={200}
            value={title}
            placeholder={t('create.whatPlaceholder')}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one thing to write on this page
            autoFocus
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('create.channel')}>
        {({ id }) => (
          <div id={id} className="hx-choices" role="radiogroup" aria-label={t('create.channel')}>
            {TaskChannel.options.map((each) => (
              <button
                key={each}
                type="button"
                role="radio"
                aria-checked={channel === each}
                className={channel === each ? 'on' : undefined}
                onClick={() => setChannel(each)}
              >
                {t(`channel.${each}`)}
              </button>
            ))}
          </div>
        )}
      </Field>
      <Field label={t('create.due')} error={create.error?.of('dueAt') ? t('create.past') : undefined}>
        {({ status: _status, ...field }) => (
          <input
            {...field}
            type="datetime-local"
            className="hx-input"
            value={due}
            onChange={(event) => setDue(event.target.value)}
          />
        )}
      </Field>
      {can('tasks:manage') && others.length > 0 ? (
        <Field label={t('create.who')}>
          {({ status: _status, ...field }) => (
            <select
              {...field}
              className="hx-input"
              value={assignee}
              onChange={(event) => setAssignee(event.target.value)}
            >
              <option value="">{t('create.mine')}</option>
              {others.map(({ id, name, teams }) => (
                <option key={id} value={id}>
                  {[name, ...teams].join(' · ')}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
      <Field label={t('create.note')} optional={t('record.optional')}>
        {({ status: _status, ...field }) => (
          <textarea
            {...field}
            className="hx-area"
            maxLength={4000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <ErrorNote error={create.error} />
      <div>
        <Button type="primary" htmlType="submit" loading={create.isPending} disabled={title.trim() === ''}>
          {t('create.go')}
        </Button>
      </div>
    </Form>
  );
}

import { Input, InputNumber, Select } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { countRules } from '../../../console/condition/condition.ts';
import { useWords } from '../../../console/lib/i18n.ts';
import { useKeys } from '../../../console/lib/keys.ts';
import { localOf } from '../../../console/lib/local-time.ts';
import { usePath, useWorkspace } from '../../../console/lib/session.tsx';
import { useLocale } from '../../../console/lib/settings.ts';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Choices } from '../../../console/ui/Choices.tsx';
import { Field } from '../../../console/ui/Field.tsx';
import { Page } from '../../../console/ui/Page.tsx';
import { ScratchNote } from '../../../console/ui/ScratchNote.tsx';
import { Answered, ErrorNote } from '../../../console/ui/States.tsx';
import { listSegments } from '../../segments/contract.ts';
import { type Broadcast, changeBroadcast, createBroadcast, getBroadcast, listBroadcasts } from '../contract.ts';
import { bodyOf, EMPTY, type Held, heldOf, isWritten, NO_CONDITION } from './draft.ts';
import { Steps } from './Steps.tsx';
import { words } from './words.ts';
import './broadcasts.css';

/** Heavy, and few write a condition for one time. */
const OwnCondition = lazy(() => import('./OwnCondition.tsx'));

/** A draft: whom, what, when. What comes after is checked on its page. */
export default function Editor() {
  const { broadcast: id } = useParams();
  const t = useWords(words);
  const to = usePath();
  const locale = useLocale();
  const { zone } = useWorkspace();
  const query = useEndpoint(getBroadcast, { params: { broadcast: id ?? '' } }, { enabled: id !== undefined });
  if (id === undefined) return <Form first={EMPTY} one={null} />;
  if (query.data) return <Form key={query.data.revision} first={heldOf(query.data, locale, zone)} one={query.data} />;
  return (
    <Page title="…" crumbs={[{ label: t('title'), to: to('broadcasts') }]}>
      <Answered query={query}>{() => null}</Answered>
    </Page>
  );
}

/** The same key for one visit of the page, so that a second click is the same broadcast. */
const freshKey = (): string => crypto.randomUUID();

function Form({ first, one }: { first: Held; one: Broadcast | null }) {
  const t = useWords(words);
  const to = usePath();
  const navigate = useNavigate();
  const { zone } = useWorkspace();
  const [held, setHeld] = useState(first);
  const [key] = useState(freshKey);
  const set = (part: Partial<Held>) => setHeld((now) => ({ ...now, ...part }));
  const changes = [getBroadcast, listBroadcasts];
  const onDone = ({ broadcastId }: Broadcast) => void navigate(to(`broadcasts/${broadcastId}`));
  const create = useAction(createBroadcast, { changes, onDone });
  const change = useAction(changeBroadcast, { changes, onDone });
  const error = create.error ?? change.error;
  const save = () => {
    const body = bodyOf(held, zone);
    if (one) change.mutate({ params: { broadcast: one.broadcastId }, body: { ...body, revision: one.revision } });
    else create.mutate({ body: { ...body, key } });
  };
  const forSomebody = held.segment !== '' || held.condition === null || countRules(held.condition) > 0;
  const isWhole = held.name.trim() !== '' && forSomebody && isWritten(held) && (!held.timed || held.at !== '');
  useKeys([{ key: 'mod+Enter', label: t('editor.save'), inFields: true, run: () => isWhole && save() }]);
  return (
    <Page
      title={one ? t('editor.edit', { name: one.name }) : t('editor.new')}
      crumbs={[{ label: t('title'), to: to('broadcasts') }]}
      tone="work"
      width={760}
      primary={{
        key: 'save',
        label: t('editor.save'),
        onClick: save,
        disabled: !isWhole,
        loading: create.isPending || change.isPending,
        keys: 'mod+Enter',
      }}
    >
      <ScratchNote />
      <div className="hx-broadcast-form">
        <Whom held={held} set={set} error={(path) => error?.of(path)} />
        <section>
          <Steps held={held} set={set} error={(path) => error?.of(path)} />
        </section>
        <When held={held} set={set} zone={zone} error={(path) => error?.of(path)} />
        <p className="f12 t3 cjk">{t('editor.then')}</p>
        <ErrorNote error={error} />
      </div>
    </Page>
  );
}

interface Part {
  readonly held: Held;
  readonly set: (part: Partial<Held>) => void;
  readonly error: (path: string) => string | undefined;
}

function Whom({ held, set, error }: Part) {
  const t = useWords(words);
  const to = usePath();
  const segments = useEndpoint(listSegments, {});
  const options = [
    { value: '', label: t('editor.everybody') },
    { value: 'own', label: t('editor.own') },
    ...(segments.data?.segments ?? []).map(({ segmentId, name }) => ({ value: segmentId, label: name })),
  ];
  return (
    <section>
      <h2>{t('editor.whom')}</h2>
      <Field label={t('editor.name')} hint={t('editor.nameHint')} error={error('name')}>
        {(field) => (
          <Input
            {...field}
            maxLength={80}
            value={held.name}
            placeholder={t('editor.namePlaceholder')}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t('editor.audience')}
        error={error('audience.segment')}
        hint={
          <Link to={to('segments/new')} className="hx-link">
            {t('editor.segmentLink')}
          </Link>
        }
      >
        {(field) => (
          <Select
            {...field}
            showSearch={{ optionFilterProp: 'label' }}
            value={held.condition && !held.segment ? 'own' : held.segment}
            options={options}
            onChange={(segment) =>
              set(
                segment === 'own'
                  ? { segment: '', condition: held.condition ?? NO_CONDITION }
                  : { segment, condition: null },
              )
            }
          />
        )}
      </Field>
      {held.condition && !held.segment ? (
        <Suspense fallback={null}>
          <OwnCondition value={held.condition} change={(condition) => set({ condition })} />
          {error('audience.condition') ? <p className="f12 bad">{error('audience.condition')}</p> : null}
        </Suspense>
      ) : null}
      <Field label={t('editor.purpose')} hint={t(`purpose.${held.purpose}Hint`)}>
        {() => (
          <Choices
            label={t('editor.purpose')}
            value={held.purpose}
            options={(['service', 'marketing'] as const).map((purpose) => ({
              key: purpose,
              label: t(`purpose.${purpose}`),
            }))}
            choose={(purpose) => set({ purpose })}
          />
        )}
      </Field>
    </section>
  );
}

function When({ held, set, zone, error }: Part & { zone: string }) {
  const t = useWords(words);
  const tomorrow = () => `${localOf(Date.now() + 86_400_000, zone).slice(0, 10)}T10:00`;
  return (
    <section>
      <h2>{t('editor.when')}</h2>
      <Field label={t('editor.start')}>
        {() => (
          <Choices
            label={t('editor.start')}
            value={held.timed ? 'at' : 'now'}
            options={(['now', 'at'] as const).map((when) => ({ key: when, label: t(`editor.${when}`) }))}
            choose={(when) => set({ timed: when === 'at', at: held.at || tomorrow() })}
          />
        )}
      </Field>
      {held.timed ? (
        <Field label={t('editor.startsAt')} hint={t('editor.zone', { zone })} error={error('startsAt')}>
          {({ status: _status, ...field }) => (
            <input
              {...field}
              type="datetime-local"
              className="hx-input"
              value={held.at}
              onChange={(event) => set({ at: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      <Field label={t('editor.pace')} hint={t('editor.paceHint')} error={error('perMinute')}>
        {(field) => (
          <InputNumber
            {...field}
            min={1}
            max={60_000}
            value={held.perMinute}
            onChange={(perMinute) => set({ perMinute: perMinute ?? 1 })}
          />
        )}
      </Field>
    </section>
  );
}

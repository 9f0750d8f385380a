import { Input } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useWords } from '../../../console/lib/i18n.ts';
import { usePhone } from '../../../console/lib/media.ts';
import { usePath } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Field } from '../../../console/ui/Field.tsx';
import { Page, WithPanel } from '../../../console/ui/Page.tsx';
import { ScratchNote } from '../../../console/ui/ScratchNote.tsx';
import { Answered, ErrorNote } from '../../../console/ui/States.tsx';
import {
  createSegment,
  getFields,
  getSegment,
  listMembers,
  listSegments,
  type Segment,
  updateSegment,
} from '../contract.ts';
import { Builder } from '../../../console/condition/Builder.tsx';
import { cleaned, countRules, EMPTY, type Group } from '../../../console/condition/condition.ts';
import { eventsOf, type Fields } from '../../../console/condition/fields.ts';
import { Preview } from './Preview.tsx';
import { words } from './words.ts';
import './Segments.css';

/** A new segment, or the condition of one there: conditions at the left, whom they hold for at the right. */
export default function Editor() {
  const { segment: id } = useParams();
  const fields = useEndpoint(getFields, {});
  const segment = useEndpoint(getSegment, { params: { id: id ?? '' } }, { enabled: id !== undefined });
  const ready = fields.data !== undefined && (id === undefined || segment.data !== undefined);
  if (ready && fields.data)
    return <Form key={id ?? 'new'} fields={fields.data} segment={id ? segment.data : undefined} />;
  return (
    <Frame title="…">
      <div className="hx-segment-body">
        <Answered<unknown> query={fields.error || id === undefined ? fields : segment}>{() => null}</Answered>
      </div>
    </Frame>
  );
}

function Frame({
  title,
  children,
  primary,
}: Pick<React.ComponentProps<typeof Page>, 'title' | 'children' | 'primary'>) {
  const t = useWords(words);
  const to = usePath();
  const phone = usePhone();
  return (
    <Page
      title={title}
      tone="work"
      fill={!phone}
      crumbs={[{ label: t('title'), to: to('segments') }]}
      primary={primary}
    >
      {children}
    </Page>
  );
}

function Form({ fields, segment }: { fields: Fields; segment: Segment | undefined }) {
  const t = useWords(words);
  const to = usePath();
  const navigate = useNavigate();
  const [name, setName] = useState(segment?.name ?? '');
  const [description, setDescription] = useState(segment?.description ?? '');
  const [held, setHeld] = useState<Group>((segment?.condition as unknown as Group | undefined) ?? EMPTY);
  const condition = cleaned(held, fields.fields, eventsOf(fields));
  const changes = [listSegments, getSegment, listMembers];
  const onDone = ({ segmentId }: Segment) => void navigate(to(`segments/${segmentId}`));
  const create = useAction(createSegment, { changes, onDone });
  const update = useAction(updateSegment, { changes, onDone });
  const error = create.error ?? update.error;
  const nameError = error?.of('name') ?? (error?.code === 'segment_name_taken' ? error.message : undefined);
  const save = () => {
    const body = { name: name.trim(), description, condition: { ...condition } };
    if (segment) update.mutate({ params: { id: segment.segmentId }, body });
    else create.mutate({ body });
  };
  return (
    <Frame
      title={segment ? t('editor.titleEdit', { name: segment.name }) : t('editor.titleNew')}
      primary={{
        key: 'save',
        label: t(segment ? 'editor.saveChanges' : 'editor.save'),
        onClick: save,
        disabled: name.trim() === '' || countRules(condition) === 0,
        loading: create.isPending || update.isPending,
      }}
    >
      <WithPanel panel={<Preview condition={condition} />}>
        <div className="hx-segment-body">
          <ScratchNote />
          <div className="names">
            <Field label={t('editor.name')} error={nameError}>
              {(field) => (
                <Input
                  {...field}
                  maxLength={80}
                  value={name}
                  placeholder={t('editor.namePlaceholder')}
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
            <Field label={t('editor.description')} optional={t('editor.optional')}>
              {(field) => (
                <Input
                  {...field}
                  maxLength={500}
                  value={description}
                  onChange={(event) => setDescription(event.target.value)}
                />
              )}
            </Field>
          </div>
          <section>
            <h2>{t('editor.condition')}</h2>
            <Builder fields={fields} value={held} change={setHeld} />
          </section>
          {error && nameError === undefined ? <ErrorNote error={error} /> : null}
        </div>
      </WithPanel>
    </Frame>
  );
}

import { Input } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { CopyButton } from '../../../console/ui/CopyButton.tsx';
import { Field, Form } from '../../../console/ui/Field.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { Answered, ErrorNote, Note, Skeleton } from '../../../console/ui/States.tsx';
import {
  getMiniProgram,
  makeMiniLink,
  type MiniProgram,
  removeMiniProgram,
  setMiniProgram,
} from '../contract-miniprogram.ts';
import { words } from './words-mini.ts';

/** The mini-program whose page texts can open. */
export default function MiniSheet({ close }: { close: () => void }) {
  const t = useWords(words);
  const mini = useEndpoint(getMiniProgram, {}, { every: 5000 });
  if (!mini.data)
    return (
      <Sheet open title={t('title')} close={close}>
        <Answered query={mini} skeleton={<Skeleton lines={6} />}>
          {() => null}
        </Answered>
      </Sheet>
    );
  return <Editor mini={mini.data} close={close} />;
}

const FIELDS = ['appId', 'secret', 'path', 'query'] as const;

function Editor({ mini, close }: { mini: MiniProgram; close: () => void }) {
  const t = useWords(words);
  const [filled, setFilled] = useState({ appId: mini.appId, secret: '', path: mini.path, query: mini.query });
  const save = useAction(setMiniProgram, {
    changes: [getMiniProgram],
    onDone: () => setFilled((now) => ({ ...now, secret: '' })),
  });
  const submit = () => save.mutate({ body: { ...filled, baseUrl: mini.baseUrl } });
  return (
    <Sheet
      open
      title={t('title')}
      close={close}
      primary={{ label: t('save'), onClick: submit, disabled: filled.appId === '', loading: save.isPending }}
    >
      <div className="col g16">
        <p className="t2">{t('lead')}</p>
        {mini.isSet ? <Made mini={mini} /> : null}
        <Form onSubmit={submit}>
          {FIELDS.map((key) => (
            <Field
              key={key}
              label={t(key)}
              hint={t(key === 'secret' && mini.isSet ? 'secretKept' : `${key}Hint`)}
              error={save.error?.of(key)}
            >
              {(field) => (
                <Input
                  {...field}
                  type={key === 'secret' ? 'password' : 'text'}
                  autoComplete="off"
                  value={filled[key]}
                  onChange={(event) => setFilled({ ...filled, [key]: event.target.value.trim() })}
                />
              )}
            </Field>
          ))}
          <ErrorNote error={save.error} />
        </Form>
      </div>
    </Sheet>
  );
}

function Made({ mini }: { mini: MiniProgram }) {
  const t = useWords(words);
  const format = useFormat();
  const make = useAction(makeMiniLink, { changes: [getMiniProgram] });
  const remove = useAction(removeMiniProgram, { changes: [getMiniProgram] });
  return (
    <>
      {mini.unreadable ? <Note tone="warn">{t('unreadable')}</Note> : null}
      {mini.error ? <Note tone="warn">{t('failed', { why: mini.error })}</Note> : null}
      {mini.url && mini.until ? (
        <div className="col g8">
          <CopyButton text={mini.url} shown={<span>{mini.url}</span>} label={t('url')} />
          <span className="t3 f12">{t('until', { when: format.when(mini.until) })}</span>
        </div>
      ) : (
        <p className="t2">{t('none')}</p>
      )}
      <div className="row g8 wrap">
        <Button size="small" loading={make.isPending} onClick={() => make.mutate({})}>
          {t('make')}
        </Button>
        <Button size="small" danger loading={remove.isPending} onClick={() => remove.mutate({})}>
          {t('remove')}
        </Button>
      </div>
      <ErrorNote error={make.error ?? remove.error} />
    </>
  );
}

import { Input } from 'antd';
import { useState } from 'react';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useMe } from '../../../console/lib/session.tsx';
import { useAction } from '../../../console/query.ts';
import { Choices } from '../../../console/ui/Choices.tsx';
import { Field, Form } from '../../../console/ui/Field.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote, Note } from '../../../console/ui/States.tsx';
import { CHANNEL_WORDS, type ChannelKind } from '../../messages/contract-definition.ts';
import type { Locale } from '../../../engine/words.ts';
import type { Broadcast } from '../contract.ts';
import { testBroadcast } from '../contract-recipients.ts';
import { words } from './words.ts';

/** One to an address of one's own. */
export default function TestSheet({
  one,
  customer,
  language,
  close,
}: {
  one: Broadcast;
  customer: string;
  /** The one that was looked at, where there are two. */
  language: Locale | undefined;
  close: () => void;
}) {
  const t = useWords(words);
  const say = useSay();
  const me = useMe();
  const [channel, setChannel] = useState<ChannelKind>(one.plan[0]?.channel ?? 'sms');
  const [to, setTo] = useState(channel === 'email' ? me.user.email : '');
  const test = useAction(testBroadcast, {});
  const send = () => test.mutate({ params: { broadcast: one.broadcastId }, body: { channel, to, customer, language } });
  const tried = test.data;
  return (
    <Sheet
      open
      title={t('test.title')}
      close={close}
      primary={{ label: t('test.send'), onClick: send, disabled: to.trim().length < 3, loading: test.isPending }}
    >
      <Form onSubmit={send}>
        <Field label={t('test.channel')} error={test.error?.of('channel')}>
          {() => (
            <Choices
              label={t('test.channel')}
              value={channel}
              options={one.plan.map((step) => ({ key: step.channel, label: say(CHANNEL_WORDS[step.channel]) }))}
              choose={(next) => {
                setChannel(next);
                setTo(next === 'email' ? me.user.email : '');
              }}
            />
          )}
        </Field>
        <Field label={t('test.to')} hint={t('test.hint')} error={test.error?.of('to') ?? test.error?.of('customer')}>
          {(field) => <Input {...field} value={to} onChange={(event) => setTo(event.target.value)} />}
        </Field>
        <ErrorNote error={test.error} />
        {tried ? (
          <>
            <Note tone={tried.ok && !tried.sandbox ? 'ok' : 'warn'}>
              {tried.sandbox
                ? t('test.sandbox')
                : tried.ok
                  ? t('test.ok')
                  : t('test.bad', { note: tried.note || (tried.code ?? '') })}
            </Note>
            {tried.sandbox ? (
              <p className="hx-broadcast-tried cjk">
                {tried.subject ? <b>{tried.subject} </b> : null}
                {tried.text}
              </p>
            ) : null}
          </>
        ) : null}
      </Form>
    </Sheet>
  );
}

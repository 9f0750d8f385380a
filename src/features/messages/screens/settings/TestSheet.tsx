import { Input } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useMe } from '../../../../console/lib/session.tsx';
import { useAction } from '../../../../console/query.ts';
import { Field } from '../../../../console/ui/Field.tsx';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { ErrorNote, Note } from '../../../../console/ui/States.tsx';
import type { ChannelKind } from '../../contract-definition.ts';
import { testChannel } from '../../contract-settings.ts';
import { saidBy } from '../shared.ts';
import { words } from '../words.ts';
import { usePlainly } from './plainly.ts';

/** Sends one message to an address of one's own. */
export default function TestSheet({ channel, close }: { channel: ChannelKind; close: () => void }) {
  const t = useWords(words);
  const me = useMe();
  const plainly = usePlainly();
  const [to, setTo] = useState(channel === 'email' ? me.user.email : '');
  const test = useAction(testChannel);
  const answer = test.data;
  return (
    <Sheet
      open
      kind="dialog"
      title={t('channels.testSend')}
      close={close}
      primary={{
        label: t('channels.testSend'),
        disabled: to.trim().length < 3,
        loading: test.isPending,
        onClick: () => test.mutate({ params: { channel }, body: { to } }),
      }}
    >
      <div className="hx-form">
        <Field label={t('channels.testTo')} hint={t(`channels.testHint.${channel}`)} error={test.error?.of('to')}>
          {(field) => <Input {...field} value={to} onChange={(event) => setTo(event.target.value)} />}
        </Field>
        {answer ? (
          <Note tone={answer.ok ? 'ok' : 'bad'}>
            {answer.ok ? t('channels.testOk') : t('channels.testBad', { note: plainly(saidBy(answer)) })}
          </Note>
        ) : null}
        <ErrorNote error={test.error} />
      </div>
    </Sheet>
  );
}

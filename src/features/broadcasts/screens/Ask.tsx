import { InputNumber } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useAction } from '../../../console/query.ts';
import { Field } from '../../../console/ui/Field.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../console/ui/States.tsx';
import {
  type Broadcast,
  getBroadcast,
  listBroadcasts,
  paceBroadcast,
  removeBroadcast,
  startBroadcast,
  stopBroadcast,
} from '../contract.ts';
import { listRecipients } from '../contract-recipients.ts';
import type { Question } from './Broadcast.tsx';
import { sentOf, sum } from './shared.ts';
import { words } from './words.ts';

/** Before something that cannot be taken back, or needs a number: what will happen, in words. */
export default function Ask({
  one,
  question,
  close,
  gone,
}: {
  one: Broadcast;
  question: Question;
  close: () => void;
  gone: () => void;
}) {
  const t = useWords(words);
  const format = useFormat();
  const [pace, setPace] = useState(one.perMinute);
  const params = { broadcast: one.broadcastId };
  const options = { changes: [getBroadcast, listBroadcasts, listRecipients], onDone: close };
  const start = useAction(startBroadcast, options);
  const stop = useAction(stopBroadcast, options);
  const setTo = useAction(paceBroadcast, options);
  const remove = useAction(removeBroadcast, { changes: [listBroadcasts], onDone: gone });
  const reach = format.number(one.estimate?.reachable ?? 0);
  const sent = format.number(sentOf(one));
  const rest = format.number(Math.max(0, one.recipients - sum(one.refused) - sentOf(one)));
  const asked = {
    start: {
      title: t('check.startTitle', { name: one.name }),
      body: one.startsAt
        ? t('check.scheduleBody', { count: reach })
        : t('check.startBody', { count: reach, pace: format.number(one.perMinute) }),
      label: one.startsAt
        ? t('check.schedule', { when: format.when(one.startsAt) })
        : t('check.start', { count: reach }),
      run: () => start.mutate({ params, body: { revision: one.revision } }),
      action: start,
      danger: false,
    },
    stop: {
      title: t('run.stopTitle', { name: one.name }),
      body: t('run.stopBody', { rest, sent }),
      label: t('run.stopDo', { rest }),
      run: () => stop.mutate({ params }),
      action: stop,
      danger: true,
    },
    remove: {
      title: t('run.removeTitle', { name: one.name }),
      body: t('run.removeBody'),
      label: t('run.removeDo'),
      run: () => remove.mutate({ params }),
      action: remove,
      danger: true,
    },
    pace: {
      title: t('run.paceTitle'),
      body: t('editor.paceHint'),
      label: t('run.paceDo', { count: format.number(pace) }),
      run: () => setTo.mutate({ params, body: { perMinute: pace } }),
      action: setTo,
      danger: false,
    },
  }[question];
  return (
    <Sheet
      open
      kind="dialog"
      title={asked.title}
      close={close}
      primary={{ label: asked.label, onClick: asked.run, loading: asked.action.isPending, danger: asked.danger }}
    >
      <div className="col g16">
        <p className="cjk">{asked.body}</p>
        {question === 'pace' ? (
          <Field label={t('editor.pace')} error={asked.action.error?.of('perMinute')}>
            {(field) => (
              <InputNumber
                {...field}
                min={1}
                max={60_000}
                value={pace}
                onChange={(value) => setPace(value ?? 1)}
                onPressEnter={asked.run}
              />
            )}
          </Field>
        ) : null}
        <ErrorNote error={asked.action.error} />
      </div>
    </Sheet>
  );
}

import { InputNumber } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { SettingsPage } from '../../../console/shell/SettingsPage.tsx';
import { Button } from '../../../console/ui/Button.tsx';
import { Field } from '../../../console/ui/Field.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { Answered, ErrorNote, Note } from '../../../console/ui/States.tsx';
import { getGlobalHoldout, type GlobalHoldout, setGlobalHoldout } from '../contract-global.ts';
import { globalWords } from './global-words.ts';

/** 全局对照: a share of all customers whom no playbook touches, to see what everything together brings. */
export default function GlobalHoldoutPage() {
  const query = useEndpoint(getGlobalHoldout, {});
  return (
    <SettingsPage>
      {<Answered query={query}>{(data) => <Share key={data.holdout} data={data} />}</Answered>}
    </SettingsPage>
  );
}

function Share({ data }: { data: GlobalHoldout }) {
  const t = useWords(globalWords);
  const can = useCan();
  const format = useFormat();
  const [percent, setPercent] = useState<number | null>(Math.round(data.holdout * 1000) / 10);
  const [asking, ask] = useState(false);
  const save = useAction(setGlobalHoldout, { changes: [getGlobalHoldout], onDone: () => ask(false) });
  const share = (percent ?? 0) / 100;
  const writes = can('experiments:write');
  return (
    <div className="hx-form" style={{ maxWidth: 560 }}>
      <p>{t('what')}</p>
      <Field label={t('share')} hint={t('hint')}>
        {(field) => (
          <InputNumber
            {...field}
            min={0}
            max={50}
            precision={1}
            suffix="%"
            style={{ width: 120 }}
            disabled={!writes}
            value={percent}
            onChange={setPercent}
          />
        )}
      </Field>
      <Note>{t('hidden')}</Note>
      {writes ? (
        <div>
          <Button type="primary" disabled={percent === null || share === data.holdout} onClick={() => ask(true)}>
            {t('save')}
          </Button>
        </div>
      ) : null}
      {data.epochs.length > 0 ? (
        <div>
          <h3>{t('epochs')}</h3>
          <ul>
            {data.epochs.map(({ epoch, holdout, startsAt, endsAt }) => (
              <li key={epoch}>
                {t('epoch', { epoch, share: format.percent(holdout) })} {format.when(startsAt)} –{' '}
                {endsAt ? format.when(endsAt) : t('now')}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {asking ? (
        <Sheet
          open
          kind="dialog"
          title={t('ask', { share: format.percent(share) })}
          close={() => ask(false)}
          primary={{
            label: t('do'),
            loading: save.isPending,
            onClick: () => save.mutate({ body: { holdout: share } }),
          }}
        >
          <p>{t('consequence')}</p>
          <ErrorNote error={save.error} />
        </Sheet>
      ) : null}
    </div>
  );
}

import { InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { Field } from '../../../../console/ui/Field.tsx';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import { listForms } from '../../../forms/contract.ts';
import { listLinks, makeLink, type SurveyLink } from '../../../surveys/contract.ts';
import { words } from './survey-words.ts';

/** A link of her own to a form, for now. */
export default function NewSurvey({
  customerId,
  close,
  made,
}: {
  customerId: string;
  close: () => void;
  made: (link: SurveyLink) => void;
}) {
  const t = useWords(words);
  const say = useSay();
  const forms = useEndpoint(listForms, {});
  const [chosen, setChosen] = useState<string | null>(null);
  const [days, setDays] = useState(30);
  const make = useAction(makeLink, { changes: [listLinks], onDone: made });
  const form = forms.data?.items.find((each) => `${each.playbook}/${each.form}` === chosen);
  return (
    <Sheet
      open
      title={t('makeTitle')}
      close={close}
      primary={{
        label: t('makeGo'),
        disabled: !form,
        loading: make.isPending,
        onClick: () => {
          if (form) make.mutate({ body: { playbook: form.playbook, form: form.form, customer: customerId, days } });
        },
      }}
    >
      <div className="col g16">
        <Field label={t('form')}>
          {(props) => (
            <Select
              {...props}
              showSearch
              optionFilterProp="label"
              loading={forms.isPending}
              value={chosen}
              options={(forms.data?.items ?? []).map((each) => ({
                value: `${each.playbook}/${each.form}`,
                label: say(each.title),
              }))}
              onChange={(next: string) => setChosen(next)}
            />
          )}
        </Field>
        <Field label={t('days')}>
          {(props) => (
            <InputNumber {...props} min={1} max={365} value={days} onChange={(next) => setDays(next ?? 30)} />
          )}
        </Field>
        <ErrorNote error={make.error} />
      </div>
    </Sheet>
  );
}

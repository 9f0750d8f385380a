import { InputNumber, Switch } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Field } from '../../../console/ui/Field.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { Answered, ErrorNote } from '../../../console/ui/States.tsx';
import { changeIndicatorDefinition, type Definition, getIndicators, listIndicatorDefinitions } from '../contract.ts';
import type { Defined } from '../contract-definitions.ts';
import { words } from './words.ts';

type ParamWord = Extract<keyof (typeof words)['zh'], `param.${string}`>;

/** Another definition: a new version, and the past is told by it. */
export function DefinitionSheet({ indicator, name, close }: { indicator: Defined; name: string; close: () => void }) {
  const query = useEndpoint(listIndicatorDefinitions, {});
  return (
    <Answered query={query}>
      {({ definitions }) => {
        const found = definitions.find((one) => one.indicator === indicator);
        return found ? <Edit definition={found} name={name} close={close} /> : null;
      }}
    </Answered>
  );
}

function Edit({ definition, name, close }: { definition: Definition; name: string; close: () => void }) {
  const t = useWords(words);
  const [params, setParams] = useState(definition.params);
  const save = useAction(changeIndicatorDefinition, {
    changes: [listIndicatorDefinitions, getIndicators],
    onDone: close,
  });
  const { indicator, version } = definition;
  return (
    <Sheet
      open
      title={t('changeTitle', { name })}
      close={close}
      note={t('publishNote')}
      primary={{
        label: t('publish', { version: version + 1 }),
        loading: save.isPending,
        disabled: JSON.stringify(params) === JSON.stringify(definition.params),
        onClick: () => save.mutate({ params: { indicator }, body: { params } }),
      }}
    >
      <div className="col g16">
        <ErrorNote error={save.error} />
        {Object.entries(params).map(([key, value]) => (
          <Field key={key} label={t(`param.${indicator}.${key}` as ParamWord)}>
            {({ status: _status, ...given }) =>
              typeof value === 'boolean' ? (
                <Switch {...given} checked={value} onChange={(next) => setParams({ ...params, [key]: next })} />
              ) : (
                <InputNumber
                  {...given}
                  min={0}
                  max={730}
                  precision={0}
                  value={value}
                  onChange={(next) => setParams({ ...params, [key]: next ?? value })}
                />
              )
            }
          </Field>
        ))}
      </div>
    </Sheet>
  );
}

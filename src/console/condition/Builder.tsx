import { Button, Select } from 'antd';
import { useMemo } from 'react';
import {
  type ActionProps,
  type NotToggleProps,
  QueryBuilder,
  type RuleGroupType,
  type ValueSelectorProps,
} from 'react-querybuilder';
import { useSay, useWords } from '../lib/i18n.ts';
import { Icon } from '../ui/Icon.tsx';
import { type Group, fitValue } from './condition.ts';
import { Value } from './editors/Value.tsx';
import { eventsOf, type Fields, operatorOf, operatorsOf } from './fields.ts';
import { words } from './words.ts';
import './Builder.css';

function NotToggle({ checked, handleOnChange, label, title }: NotToggleProps) {
  return (
    <label className="hx-not" title={title}>
      <input type="checkbox" checked={checked ?? false} onChange={(event) => handleOnChange(event.target.checked)} />
      {label}
    </label>
  );
}

/** The package's own are filled buttons; only saving is filled here. */
function Action({ className, label, title, disabled, handleOnClick }: ActionProps) {
  const adds = (className ?? '').includes('add');
  return adds ? (
    <Button className={className} size="small" disabled={disabled} onClick={handleOnClick}>
      {label}
    </Button>
  ) : (
    <button type="button" className={className} title={title} aria-label={title} onClick={handleOnClick}>
      {label}
    </button>
  );
}

/** As AntDValueSelector of @react-querybuilder/antd, which would bring its date pickers (40 KB) along. */
function Selector({ className, handleOnChange, options, value, title, disabled }: ValueSelectorProps) {
  return (
    <Select
      className={className}
      title={title}
      aria-label={title}
      disabled={disabled}
      popupMatchSelectWidth={false}
      showSearch={options.length > 4 || options.some((one) => 'options' in one)}
      optionFilterProp="label"
      value={value}
      onChange={(next: string) => handleOnChange(next)}
      options={options as { value: string; label: string }[]}
    />
  );
}

const controls = {
  actionElement: Action,
  valueSelector: Selector,
  notToggle: NotToggle,
  valueEditor: Value,
};

/** The designer of a condition: react-querybuilder, drawn from the catalogue of the workspace. */
export function Builder({
  fields,
  value,
  change,
}: {
  fields: Fields;
  value: Group;
  change: (condition: Group) => void;
}) {
  const t = useWords(words);
  const say = useSay();
  const events = useMemo(() => eventsOf(fields), [fields]);
  const byName = useMemo(() => new Map(fields.fields.map((one) => [one.name, one])), [fields]);
  const groups = useMemo(() => {
    const found = new Map<string, { name: string; value: string; label: string }[]>();
    for (const field of fields.fields) {
      const group = field.group ? say(field.group) : t('query.other');
      found.set(group, [...(found.get(group) ?? []), { name: field.name, value: field.name, label: say(field.label) }]);
    }
    return [...found].map(([label, options]) => ({ label, options }));
  }, [fields, say, t]);
  return (
    <QueryBuilder
      fields={groups}
      query={value as RuleGroupType}
      onQueryChange={(next) => change(next as Group)}
      context={{ fields }}
      controlElements={controls}
      combinators={[
        { name: 'and', value: 'and', label: t('query.and') },
        { name: 'or', value: 'or', label: t('query.or') },
      ]}
      getOperators={(field) =>
        operatorsOf(byName.get(field)).map((one) => ({ name: one.name, value: one.name, label: say(one.label) }))
      }
      getDefaultField={byName.has('event_last') ? 'event_last' : undefined}
      getDefaultValue={(rule) => {
        const shape = operatorOf(byName.get(rule.field), rule.operator)?.shape;
        return shape ? fitValue(shape, rule.operator, undefined, events) : undefined;
      }}
      resetOnFieldChange
      addRuleToNewGroups
      showNotToggle
      maxLevels={4}
      translations={{
        fields: { title: t('query.field') },
        operators: { title: t('query.operator') },
        value: { title: t('query.value') },
        combinators: { title: t('query.combinator') },
        addRule: { label: t('query.addRule'), title: t('query.addRule') },
        addGroup: { label: t('query.addGroup'), title: t('query.addGroup') },
        removeRule: { label: <Icon name="close" size={14} />, title: t('query.removeRule') },
        removeGroup: { label: <Icon name="close" size={14} />, title: t('query.removeGroup') },
        notToggle: { label: t('query.not'), title: t('query.notTitle') },
      }}
    />
  );
}

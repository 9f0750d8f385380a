import { useState } from 'react';
import { Builder } from '../../../console/condition/Builder.tsx';
import { cleaned, type Group } from '../../../console/condition/condition.ts';
import { eventsOf, type Fields } from '../../../console/condition/fields.ts';
import { useEndpoint } from '../../../console/query.ts';
import { Answered } from '../../../console/ui/States.tsx';
import { getFields } from '../../segments/contract.ts';

interface OwnConditionProps {
  readonly value: Group;
  readonly change: (condition: Group) => void;
}

/** A condition written for this broadcast alone. */
export default function OwnCondition(props: OwnConditionProps) {
  const fields = useEndpoint(getFields, {});
  return <Answered query={fields}>{(known) => <Inside {...props} fields={known} />}</Answered>;
}

/** What is half written stays on the screen; only what is whole goes into the draft. */
function Inside({ value, change, fields }: OwnConditionProps & { fields: Fields }) {
  const [held, setHeld] = useState(value);
  return (
    <Builder
      fields={fields}
      value={held}
      change={(next) => {
        setHeld(next);
        change(cleaned(next, fields.fields, eventsOf(fields)));
      }}
    />
  );
}

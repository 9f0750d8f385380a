import { z } from 'zod';
import { messageVariable } from '../messages/index.ts';
import { definePart } from '../playbooks/index.ts';
import { CallDefinition } from './contract-definition.ts';
import { flawsOfCalls, mayBeSpoken } from './flaws.ts';
import { insertSteps } from './store-steps.ts';

/** The call flows of a playbook document. */
export const callsPart = definePart<CallDefinition[]>({
  key: 'calls',
  schema: z.array(CallDefinition).max(50),
  check: (calls, document, runtime) =>
    flawsOfCalls(
      calls,
      document,
      runtime
        .slot(messageVariable)
        .map(({ name }) => name)
        .filter(mayBeSpoken),
    ),
  publish: (tx, ctx, owner, calls) => insertSteps(tx, ctx.workspace.id, owner, calls, ctx.now),
});

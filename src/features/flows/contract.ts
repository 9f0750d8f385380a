import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

const Words = z.object({ zh: z.string(), en: z.string() });

/** A node as people read it. `inner` are the sequences in it: cases and `otherwise`, lanes, what is done after a timeout. */
export interface DescribedNode {
  readonly id: string;
  readonly kind: 'action' | 'wait' | 'delay' | 'branch' | 'parallel' | 'end';
  /** Of an action: the plug-in's name, for its sign. */
  readonly action?: string | undefined;
  readonly name: z.infer<typeof Words> | null;
  readonly says: z.infer<typeof Words>;
  readonly inner: readonly DescribedSequence[];
}

export interface DescribedSequence {
  /** `timeout`, a case's key, `otherwise`, a lane's key. `node/key` counts who went in. */
  readonly key: string;
  readonly says: z.infer<typeof Words>;
  readonly nodes: readonly DescribedNode[];
}

const Described: z.ZodType<DescribedNode> = z.lazy(() =>
  z.object({
    id: z.string(),
    kind: z.enum(['action', 'wait', 'delay', 'branch', 'parallel', 'end']),
    action: z.string().optional(),
    name: Words.nullable(),
    says: Words,
    inner: z.array(z.object({ key: z.string(), says: Words, nodes: z.array(Described) })),
  }),
);

export const FlowPicture = z.object({
  flow: z.string(),
  version: z.number().int(),
  /** Newest first. */
  versions: z.array(z.number().int()),
  nodes: z.array(Described),
  exits: z.array(Words),
  /** Per node (and `node/key` per way out of it; '' is the whole flow): how many came, stand there now, went on, were cancelled. */
  counters: z.array(
    z.object({
      node: z.string(),
      entered: z.number().int(),
      waiting: z.number().int(),
      done: z.number().int(),
      cancelled: z.number().int(),
    }),
  ),
});
export type FlowPicture = z.infer<typeof FlowPicture>;

export const getFlow = endpoint({
  name: 'getFlow',
  method: 'GET',
  path: '/api/w/:workspace/flows/:flow',
  summary: { zh: '流程与各节点人数', en: 'A flow and how many stand at each node' },
  access: 'flows:read',
  params: z.object({ flow: z.string().max(80) }),
  query: z.object({ version: z.coerce.number().int().min(1).optional() }),
  response: FlowPicture,
  errors: ['not_found'],
});

const FlowRun = z.object({
  runId: z.string(),
  flow: z.string(),
  /** What people call the flow: for a playbook's, the playbook's name. */
  name: Words.nullable(),
  version: z.number().int(),
  epoch: z.number().int().nullable(),
  state: z.enum(['running', 'stuck', 'ended']),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  result: z.string().nullable(),
  /** Where it stands now. */
  at: z.array(z.object({ node: z.string(), says: z.string(), until: z.iso.datetime().nullable() })),
});
export type FlowRun = z.infer<typeof FlowRun>;

const OfCustomer = z.object({ customer: z.string().max(80) });

export const listFlowRuns = endpoint({
  name: 'listFlowRuns',
  method: 'GET',
  path: '/api/w/:workspace/customers/:customer/flow-runs',
  summary: { zh: '这位客户走过的流程', en: 'The flows a customer went through' },
  access: 'flows:read',
  params: OfCustomer,
  response: z.object({ runs: z.array(FlowRun) }),
  errors: ['not_found'],
});

const Reason = z.object({ sentence: z.string(), value: z.string().nullable(), held: z.boolean() });

export const FlowRunDetail = FlowRun.extend({
  /** What it is stuck with, and may be mended. */
  stuck: z.array(
    z.object({
      token: z.number().int(),
      node: z.string(),
      says: z.string(),
      error: z.string(),
      since: z.iso.datetime(),
      tries: z.number().int(),
    }),
  ),
  customer: z.object({ customerId: z.string(), externalId: z.string(), name: z.string().nullable() }),
  steps: z.array(
    z.object({
      at: z.iso.datetime(),
      happened: z.array(
        z.object({
          node: z.string(),
          did: z.string(),
          /** In the language of the request. */
          sentence: z.string(),
          because: z.array(Reason),
        }),
      ),
    }),
  ),
});
export type FlowRunDetail = z.infer<typeof FlowRunDetail>;

export const getFlowRun = endpoint({
  name: 'getFlowRun',
  method: 'GET',
  path: '/api/w/:workspace/customers/:customer/flow-runs/:run',
  summary: { zh: '一次流程的每一步与原因', en: 'Each step of a run, and why' },
  access: 'flows:read',
  params: OfCustomer.extend({ run: z.string().max(80) }),
  response: FlowRunDetail,
  errors: ['not_found'],
});

const StuckRun = z.object({
  runId: z.string(),
  token: z.number().int(),
  flow: z.string(),
  name: Words.nullable(),
  version: z.number().int(),
  node: z.string(),
  says: z.string(),
  error: z.string(),
  since: z.iso.datetime(),
  tries: z.number().int(),
  customer: z.object({ customerId: z.string(), externalId: z.string(), name: z.string().nullable() }),
});
export type StuckRun = z.infer<typeof StuckRun>;

export const listStuckRuns = endpoint({
  name: 'listStuckRuns',
  method: 'GET',
  path: '/api/w/:workspace/flow-runs/stuck',
  summary: { zh: '卡住的流程', en: 'Runs that cannot go on' },
  access: 'flows:read',
  query: z.object({
    flow: z.string().max(80).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({
    items: z.array(StuckRun),
    next: z.string().nullable(),
    total: z.number().int(),
    flows: z.array(z.object({ flow: z.string(), name: Words.nullable(), stuck: z.number().int() })),
  }),
  errors: ['invalid_input'],
});

export const mendRuns = endpoint({
  name: 'mendRuns',
  method: 'POST',
  path: '/api/w/:workspace/flow-runs/mend',
  summary: { zh: '重试、跳过节点或停止卡住的流程', en: 'Try again, skip the node or stop, for runs that are stuck' },
  access: 'flows:write',
  body: z.strictObject({
    how: z.enum(['retry', 'skip', 'stop']),
    items: z
      .array(z.strictObject({ runId: z.string().max(80), token: z.number().int().min(1) }))
      .min(1)
      .max(200),
  }),
  /** `still`: stuck again; `gone`: were not stuck any more. */
  response: z.object({ mended: z.number().int(), still: z.number().int(), gone: z.number().int() }),
});

import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

export const DemoState = z.object({
  status: z.enum(['none', 'loading', 'ready', 'failed']),
  /** Share done while loading, 0 to 1. */
  progress: z.number(),
  /** The workspace of the demo company. */
  workspace: z.string(),
});
export type DemoState = z.infer<typeof DemoState>;

export const getDemo = endpoint({
  name: 'getDemo',
  method: 'GET',
  path: '/api/w/:workspace/demo',
  summary: { zh: '演示公司是否已载入', en: 'Whether the demo company is there' },
  access: 'signedIn',
  response: DemoState,
});

export const loadDemo = endpoint({
  name: 'loadDemo',
  method: 'POST',
  path: '/api/w/:workspace/demo',
  summary: { zh: '载入演示公司', en: 'Load the demo company into a workspace of its own' },
  access: 'access:write',
  response: DemoState,
});

import { z } from 'zod';
import { Moment } from '../../kit/contract-time.ts';
import { endpoint } from '../../kit/endpoint.ts';

export const WorkspaceName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u);

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    // Offsets such as "+08:00" are accepted by Intl but have no daylight-saving rules and no name.
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

/** An IANA time zone. */
export const Zone = z.string().max(60).refine(isZone, 'unknown time zone');
/** ISO 4217. */
export const Currency = z
  .string()
  .refine((code) => (Intl.supportedValuesOf('currency') as readonly string[]).includes(code), 'unknown currency');

export const WorkspaceSettings = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['live', 'demo', 'scratch']),
  zone: z.string(),
  currency: z.string(),
  locale: z.enum(['zh', 'en']),
  /** The virtual clock's time; null means real time. */
  clock: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type WorkspaceSettings = z.infer<typeof WorkspaceSettings>;

export const getSettings = endpoint({
  name: 'getSettings',
  method: 'GET',
  path: '/api/w/:workspace/settings',
  summary: { zh: '工作区设置', en: 'Settings of the workspace' },
  access: 'signedIn',
  response: WorkspaceSettings,
});

export const updateSettings = endpoint({
  name: 'updateSettings',
  method: 'PATCH',
  path: '/api/w/:workspace/settings',
  summary: { zh: '修改工作区设置', en: 'Change the settings of the workspace' },
  access: 'access:write',
  body: z.object({
    name: WorkspaceName.optional(),
    zone: Zone.optional(),
    currency: Currency.optional(),
    locale: z.enum(['zh', 'en']).optional(),
  }),
  response: WorkspaceSettings,
});

const Listed = WorkspaceSettings.pick({ id: true, name: true, kind: true, zone: true, currency: true });

export const listWorkspaces = endpoint({
  name: 'listWorkspaces',
  method: 'GET',
  path: '/api/workspaces',
  summary: { zh: '可进入的工作区', en: 'Workspaces the caller may enter' },
  access: 'signedIn',
  response: z.object({ items: z.array(Listed) }),
});

export const createWorkspace = endpoint({
  name: 'createWorkspace',
  method: 'POST',
  path: '/api/workspaces',
  summary: { zh: '新建空的工作区（管理员）', en: 'Create an empty workspace (administrators)' },
  access: 'signedIn',
  body: z.object({
    name: WorkspaceName,
    zone: Zone.optional(),
    currency: Currency.optional(),
    /** For practice: a clock of its own that starts here and stands still until it is moved. */
    clock: Moment.optional(),
  }),
  response: Listed,
  errors: ['people_only', 'not_allowed'],
});

export const ClockState = z.object({
  /** null: the workspace lives in real time. */
  clock: z.iso.datetime().nullable(),
  /** Where the clock is going; it stops at every moment at which something is due. Null when it stands. */
  target: z.iso.datetime().nullable(),
});
export type ClockState = z.infer<typeof ClockState>;

export const getClock = endpoint({
  name: 'getClock',
  method: 'GET',
  path: '/api/w/:workspace/clock',
  summary: { zh: '虚拟时钟', en: 'The virtual clock of a practice workspace' },
  access: 'signedIn',
  response: ClockState,
});

export const advanceClock = endpoint({
  name: 'advanceClock',
  method: 'POST',
  path: '/api/w/:workspace/clock',
  summary: {
    zh: '拨快虚拟时钟：到某一刻，或到下一件到期的事',
    en: 'Let a practice workspace live on, to a moment or to the next thing due',
  },
  access: 'access:write',
  body: z.union([
    z.object({ to: Moment }),
    z.object({
      forward: z.object({ n: z.number().int().min(1).max(3650), unit: z.enum(['minute', 'hour', 'day']) }),
    }),
    z.object({ next: z.literal(true) }),
  ]),
  response: ClockState,
  errors: ['clock_is_real', 'clock_backwards'],
});

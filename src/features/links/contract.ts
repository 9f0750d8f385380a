/** Short links that people name and put on a poster, and the settings of all of them. What customers touch: contract-public.ts. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { QrPicture } from './contract-qr.ts';
import { readTarget } from './contract-target.ts';

const base = '/api/w/:workspace';

/** Absent of anything but scheme and host: the addresses begin with it. */
const Domain = z
  .string()
  .trim()
  .max(200)
  .transform((text) => text.replace(/\/+$/, ''))
  .refine((text) => text === '' || /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/i.test(text), 'https://go.example.com');

export const LinkSettingsInput = z.strictObject({
  /** The company's own; empty: the address of this installation. */
  domain: Domain,
  /** How long addresses in messages lead on. */
  days: z.number().int().min(7).max(1095),
  /** How long after that they are kept with who opened them; then only the figures of the playbook are. */
  retainDays: z.number().int().min(30).max(3650).default(400),
  /** Mails carry a picture that tells when they are opened. */
  opens: z.boolean(),
});
export type LinkSettingsInput = z.infer<typeof LinkSettingsInput>;

export const LinkSettings = z.object({
  domain: z.string(),
  days: z.number().int(),
  retainDays: z.number().int(),
  opens: z.boolean(),
  updatedBy: z.string().nullable(),
  updatedAt: z.string().nullable(),
});
export type LinkSettings = z.infer<typeof LinkSettings>;

export const getLinkSettings = endpoint({
  name: 'getLinkSettings',
  method: 'GET',
  path: `${base}/link-settings`,
  summary: { zh: '短链接设置', en: 'Settings of short links' },
  access: 'links:read',
  response: LinkSettings,
});

export const setLinkSettings = endpoint({
  name: 'setLinkSettings',
  method: 'PUT',
  path: `${base}/link-settings`,
  summary: { zh: '修改短链接设置', en: 'Change the settings of short links' },
  access: 'links:configure',
  body: LinkSettingsInput,
  response: LinkSettings,
  errors: ['invalid_input'],
});

export const NamedLink = z.object({
  linkId: z.string(),
  name: z.string(),
  url: z.string(),
  target: z.string(),
  state: z.enum(['open', 'expired', 'archived']),
  /** Persons, each once a day. */
  visitors: z.number().int(),
  visits: z.number().int(),
  /** Previews, scanners, programs: kept and not counted. */
  bots: z.number().int(),
  lastAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  createdBy: z.string().nullable(),
  createdAt: z.string(),
});
export type NamedLink = z.infer<typeof NamedLink>;

const Name = z.string().trim().min(1).max(80);
const Target = z
  .string()
  .max(2000)
  .refine((text) => readTarget(text) !== null, 'https://…');
const One = z.object({ shortLink: z.string().max(60) });

export const listNamedLinks = endpoint({
  name: 'listNamedLinks',
  method: 'GET',
  path: `${base}/links`,
  summary: { zh: '命名链接', en: 'Named links' },
  access: 'links:read',
  query: z.object({
    q: z.string().max(80).default(''),
    archived: z.stringbool().default(false),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({ items: z.array(NamedLink), next: z.string().nullable() }),
});

export const makeNamedLink = endpoint({
  name: 'makeNamedLink',
  method: 'POST',
  path: `${base}/links`,
  summary: { zh: '做一个命名链接（海报、前台、名片）', en: 'Make a named link, for a poster or a counter' },
  access: 'links:write',
  body: z.strictObject({
    name: Name,
    target: Target,
    days: z.number().int().min(1).max(3650).nullable().default(null),
  }),
  response: NamedLink,
  errors: ['invalid_input', 'link_leads_to_link'],
});

export const changeNamedLink = endpoint({
  name: 'changeNamedLink',
  method: 'PATCH',
  path: `${base}/links/:shortLink`,
  summary: { zh: '改名或改目标；印出去的二维码不变', en: 'Another name or target; what is printed stays' },
  access: 'links:write',
  params: One,
  body: z.strictObject({ name: Name.optional(), target: Target.optional() }),
  response: NamedLink,
  errors: ['invalid_input', 'not_found', 'link_leads_to_link'],
});

export const archiveNamedLink = endpoint({
  name: 'archiveNamedLink',
  method: 'POST',
  path: `${base}/links/:shortLink/archive`,
  summary: { zh: '停用或恢复', en: 'Take it out of use, or back' },
  access: 'links:write',
  params: One,
  body: z.strictObject({ archived: z.boolean() }),
  response: NamedLink,
  errors: ['not_found'],
});

export const getNamedLink = endpoint({
  name: 'getNamedLink',
  method: 'GET',
  path: `${base}/links/:shortLink`,
  summary: { zh: '一个命名链接与它每天的扫码', en: 'A named link and its visits by day' },
  access: 'links:read',
  params: One,
  response: NamedLink.extend({
    /** Of the last sixty days, oldest first; days without a visit are left out. */
    days: z.array(z.object({ day: z.string(), visitors: z.number(), visits: z.number(), bots: z.number() })),
  }),
  errors: ['not_found'],
});

export const linkQr = endpoint({
  name: 'linkQr',
  method: 'GET',
  path: `${base}/links/:shortLink/qr`,
  summary: { zh: '二维码图片', en: 'The QR code of a link' },
  access: 'links:read',
  params: One,
  query: QrPicture,
  response: z.string(),
  produces: 'image/*',
  errors: ['not_found'],
});

export const exportNamedLinks = endpoint({
  name: 'exportNamedLinks',
  method: 'GET',
  path: `${base}/links.csv`,
  summary: { zh: '导出命名链接（CSV）', en: 'Export named links as CSV' },
  access: 'links:read',
  query: z.object({ archived: z.stringbool().default(false), q: z.string().max(80).default('') }),
  response: z.string(),
  produces: 'text/csv',
});

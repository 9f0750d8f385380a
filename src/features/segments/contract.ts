import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

export const Condition = z.record(z.string(), z.unknown());
const WordsSchema = z.object({ zh: z.string(), en: z.string() });
const base = '/api/w/:workspace/segments';
const Id = z.object({ id: z.string().max(80) });
const Name = z.string().trim().min(1).max(80);

export const Segment = z.object({
  segmentId: z.string(),
  name: z.string(),
  description: z.string(),
  condition: Condition,
  /** The condition as a sentence in the asked language. */
  sentence: z.string(),
  /** Members when last counted; null when never. */
  memberCount: z.number().int().nullable(),
  countedAt: z.iso.datetime().nullable(),
  createdBy: z.string(),
  updatedAt: z.iso.datetime(),
});
export type Segment = z.infer<typeof Segment>;

export const SegmentMember = z.object({
  customerId: z.string(),
  externalId: z.string(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
});
export type SegmentMember = z.infer<typeof SegmentMember>;

export const listSegments = endpoint({
  name: 'listSegments',
  method: 'GET',
  path: base,
  summary: { zh: '分群列表', en: 'Segments' },
  access: 'segments:read',
  response: z.object({ segments: z.array(Segment) }),
});

export const getSegment = endpoint({
  name: 'getSegment',
  method: 'GET',
  path: `${base}/:id`,
  summary: { zh: '分群', en: 'A segment' },
  access: 'segments:read',
  params: Id,
  response: Segment,
  errors: ['not_found'],
});

const SegmentBody = z.object({ name: Name, description: z.string().max(500).default(''), condition: Condition });

export const createSegment = endpoint({
  name: 'createSegment',
  method: 'POST',
  path: base,
  summary: { zh: '新建分群', en: 'Save a condition as a segment' },
  access: 'segments:write',
  body: SegmentBody,
  response: Segment,
  errors: ['condition_invalid', 'segment_name_taken'],
});

export const updateSegment = endpoint({
  name: 'updateSegment',
  method: 'PUT',
  path: `${base}/:id`,
  summary: { zh: '修改分群', en: 'Change a segment' },
  access: 'segments:write',
  params: Id,
  body: SegmentBody,
  response: Segment,
  errors: ['not_found', 'condition_invalid', 'segment_name_taken'],
});

export const deleteSegment = endpoint({
  name: 'deleteSegment',
  method: 'DELETE',
  path: `${base}/:id`,
  summary: { zh: '删除分群', en: 'Delete a segment' },
  access: 'segments:write',
  params: Id,
  response: z.object({ deleted: z.boolean() }),
  errors: ['not_found', 'segment_in_use'],
});

export const listMembers = endpoint({
  name: 'listSegmentMembers',
  method: 'GET',
  path: `${base}/:id/members`,
  summary: { zh: '分群成员', en: 'The members of a segment at this moment' },
  access: 'segments:read',
  params: Id,
  query: z.object({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({ members: z.array(SegmentMember), next: z.string().nullable(), count: z.number().int() }),
  errors: ['not_found'],
});

export const previewCondition = endpoint({
  name: 'previewCondition',
  method: 'POST',
  path: '/api/w/:workspace/conditions/preview',
  summary: { zh: '试算条件：人数、示例与说明', en: 'Try a condition: how many, a sample, and the sentence' },
  access: 'segments:read',
  body: z.object({ condition: Condition }),
  response: z.object({ count: z.number().int(), sample: z.array(SegmentMember), sentence: z.string() }),
  errors: ['condition_invalid'],
});

const Operator = z.looseObject({ name: z.string(), label: WordsSchema });

/** What a condition builder needs: fields with the operators of their kind, event types, segments. */
export const getFields = endpoint({
  name: 'getConditionFields',
  method: 'GET',
  path: '/api/w/:workspace/conditions/fields',
  summary: { zh: '条件可用的字段', en: 'Fields, operators and events a condition may use' },
  access: 'segments:read',
  response: z.object({
    fields: z.array(
      z.object({
        name: z.string(),
        kind: z.string(),
        label: WordsSchema,
        group: WordsSchema.optional(),
        unit: WordsSchema.optional(),
        choices: z.array(z.object({ value: z.string(), label: WordsSchema })).optional(),
        operators: z.array(Operator),
      }),
    ),
    events: z.array(z.looseObject({ type: z.string(), label: WordsSchema })),
    eventOperators: z.record(z.string(), z.array(Operator)),
    segments: z.array(z.object({ id: z.string(), label: WordsSchema })),
  }),
});

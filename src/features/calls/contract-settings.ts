/** What every engine's settings begin with: how we call, in which voice, how long recordings are kept. */
import { z } from 'zod';

/** The law's least (MIIT 2020): recordings of calls are kept for 30 days. */
export const LEAST_DAYS = 30;
/** Shorter nobody gets to the telephone, longer is a nuisance. */
export const RING = { least: 20, most: 45 } as const;

const count = (least: number, most: number, initial: number) => z.number().int().min(least).max(most).default(initial);

export const CallSettings = z.object({
  caller: z.string().max(60).default(''),
  dialFormat: z.enum(['e164', 'national']).default('e164'),
  ringSeconds: count(RING.least, RING.most, 30),
  mostCalls: count(1, 500, 10),
  callsPerSecond: z.number().min(0.1).max(50).default(1),
  busyTimes: count(0, 5, 2),
  busyMinutes: count(1, 10_080, 10),
  noAnswerTimes: count(0, 5, 2),
  noAnswerMinutes: count(30, 10_080, 120),
  unreachableTimes: count(0, 5, 1),
  unreachableMinutes: count(30, 10_080, 1_440),
  networkTimes: count(0, 10, 3),
  networkMinutes: count(1, 1_440, 5),
  messages: z.boolean().default(true),
  person: z.string().max(60).default(''),
  recordingDays: count(LEAST_DAYS, 3_650, 180),
  speaker: z.string().max(40).default('espeak'),
  rate: count(120, 300, 200),
  speakerUrl: z.string().max(300).default(''),
  // Not there where none was given: an empty secret would be asked for anew with every address.
  speakerKey: z.string().max(300).optional(),
  speakerModel: z.string().max(100).default(''),
  speakerVoice: z.string().max(100).default(''),
  recogniser: z.enum(['none', 'openai']).default('none'),
  recogniserUrl: z.string().max(300).default(''),
  recogniserKey: z.string().max(300).optional(),
  recogniserModel: z.string().max(100).default(''),
});
export type CallSettings = z.infer<typeof CallSettings>;

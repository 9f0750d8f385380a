/** What a matrix is: three answers of a customer, each in a band, and for each cell of bands a class. A published version never changes. Browser-safe. */
import { z } from 'zod';

export const MEASURES = ['csat', 'nps', 'intent'] as const;
export type Measure = (typeof MEASURES)[number];

/** `unknown`: never answered, or too long ago. */
export const BANDS = ['low', 'mid', 'high', 'unknown'] as const;
export const Band = z.enum(BANDS);
export type Band = z.infer<typeof Band>;

export const SCALES: Readonly<Record<Measure, readonly [number, number]>> = {
  csat: [1, 5],
  nps: [0, 10],
  intent: [0, 5],
};

/** `csat.nps.intent`, for example `low.mid.high`. */
export type Cell = `${Band}.${Band}.${Band}`;

export function cellOf(bands: Readonly<Record<Measure, Band>>): Cell {
  return `${bands.csat}.${bands.nps}.${bands.intent}`;
}

export function bandsIn(cell: string): Record<Measure, Band> {
  const [csat = 'unknown', nps = 'unknown', intent = 'unknown'] = cell.split('.') as Band[];
  return { csat, nps, intent };
}

/** Nothing known is no cell: such a customer has no class. */
export const NOTHING_KNOWN: Cell = 'unknown.unknown.unknown';

export const CELLS: readonly Cell[] = BANDS.flatMap((csat) =>
  BANDS.flatMap((nps) => BANDS.map((intent): Cell => `${csat}.${nps}.${intent}`)),
).filter((cell) => cell !== NOTHING_KNOWN);

const Words = z.strictObject({ zh: z.string().trim().min(1).max(40), en: z.string().trim().min(1).max(60) });
const PlaybookKey = z.string().regex(/^[a-z][a-z0-9-]{1,59}$/, 'a-z 0-9 -');
export const ClassKey = z.string().regex(/^[a-z][a-z0-9_]{1,29}$/, 'a-z 0-9 _');

export const TONES = ['accent', 'ok', 'bad', 'warn', 'neutral'] as const;

export const ClassDefinition = z.strictObject({
  key: ClassKey,
  name: Words,
  /** What to do with such a customer, in a few words. */
  advice: z.strictObject({ zh: z.string().max(120), en: z.string().max(160) }),
  tone: z.enum(TONES),
  /** The playbook that is meant for it. It runs when it is switched on and listens to `class_changed`; naming it here starts nothing. */
  playbook: PlaybookKey.nullable(),
});
export type ClassDefinition = z.infer<typeof ClassDefinition>;

/** `[a, b]`: below a is low, from b on is high. */
const Cuts = z.tuple([z.number(), z.number()]);

export const MatrixDefinition = z.strictObject({
  /** An answer older than this many days counts as unknown. */
  days: z.number().int().min(1).max(1095),
  cuts: z.strictObject({ csat: Cuts, nps: Cuts, intent: Cuts }),
  classes: z.array(ClassDefinition).min(2).max(8),
  /** The class of each of the 63 cells. */
  cells: z.record(z.string(), ClassKey),
  /** Cells that name another playbook than their class does. */
  plays: z.record(z.string(), PlaybookKey),
});
export type MatrixDefinition = z.infer<typeof MatrixDefinition>;

export const MatrixVersion = z.object({
  version: z.number().int(),
  definition: MatrixDefinition,
  note: z.string(),
  createdBy: z.string(),
  /** null: built in, in force from the beginning. */
  createdAt: z.iso.datetime().nullable(),
});
export type MatrixVersion = z.infer<typeof MatrixVersion>;

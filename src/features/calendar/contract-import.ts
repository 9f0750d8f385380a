import { z } from 'zod';

const Day = z.strictObject({ date: z.string(), working: z.boolean(), name: z.string().trim().max(40).default('') });

/**
 * The table of a year, in one of two shapes: our own list of days, or the year file of the npm package chinese-days
 * (`dist/years/2027.json`: date to "English,中文,days" under `holidays`, `workdays` and `inLieuDays`).
 */
const OurTable = z.strictObject({ days: z.array(Day).min(1).max(400) });
const Dates = z.record(z.string(), z.string().max(120));
const PackageTable = z.strictObject({ holidays: Dates, workdays: Dates, inLieuDays: Dates.optional() });
export const ImportBody = z.union([OurTable, PackageTable]);
export type ImportBody = z.infer<typeof ImportBody>;

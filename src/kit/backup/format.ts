/**
 * The backup's own format, independent of the PostgreSQL version: a gzip stream of sections, each a line of JSON and then its rows in
 * COPY text format, closed by the line `\.`; the last section is an end mark, so that a file cut short is recognised.
 */
import { z } from 'zod';

export const FORMAT = 1;

export const Header = z.object({
  huixiang: z.literal(FORMAT),
  createdAt: z.iso.datetime(),
  /** Migrations applied where it was made: a program that lacks one of them is too old to restore it. */
  migrations: z.array(z.string()),
});
export type Header = z.infer<typeof Header>;

export const Section = z.union([
  z.object({
    table: z.string().regex(/^[a-z_]+$/),
    columns: z.array(z.string().regex(/^[a-z_]+$/)),
    /** First days of the months that must exist before rows go in, for tables partitioned by month. */
    months: z.array(z.string()).optional(),
  }),
  /** Waiting jobs: task, payload, time. */
  z.object({
    jobs: z.array(
      z.object({
        task: z.string(),
        payload: z.unknown(),
        queue: z.string().nullable(),
        run_at: z.string(),
        key: z.string().nullable(),
        attempts: z.number(),
      }),
    ),
  }),
  z.object({ end: z.literal(true), rows: z.number() }),
]);
export type Section = z.infer<typeof Section>;

export const END_OF_ROWS = '\\.';

/** A day of the calendar as requests write it. Browser-safe. */
import { z } from 'zod';

const FIRST = '1900-01-01';
const LAST = '2999-12-31';

/** `2026-11-27`, of years that can be counted on in every time zone. */
export const Day = z.iso.date().refine((day) => day >= FIRST && day <= LAST, `between ${FIRST} and ${LAST}`);

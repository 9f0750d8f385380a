/** Days and moments as requests write them: of years that can be counted on in every time zone. Browser-safe. */
import { z } from 'zod';

const FIRST = '1900-01-01';
const LAST = '2999-12-31';
const inReach = (text: string) => text >= FIRST && text.slice(0, 10) <= LAST;
const OUT_OF_REACH = `between ${FIRST} and ${LAST}`;

/** `2026-11-27` */
export const Day = z.iso.date().refine(inReach, OUT_OF_REACH);

/** `2026-11-27T10:24:00+08:00` */
export const Moment = z.iso.datetime({ offset: true }).refine(inReach, OUT_OF_REACH);

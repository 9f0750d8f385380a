/** The face of events: the front door, the timeline, the rollup. */
export { MOST_EVENTS, type RejectedItem } from './contract.ts';
export { eventsRecorded, type RecordedEvent } from './bus.ts';
export {
  type CheckSettings,
  checkAmount,
  checkEvent,
  checkProperties,
  checkSubject,
  checkText,
  checkTime,
  checkType,
  type CheckedEvent,
  type Flaw,
  isBag,
  isStorable,
  ITEM_ERRORS,
  type ItemErrorCode,
  readTime,
  type Subject,
} from './check.ts';
export { reject } from './ingest.ts';
export { knownTypes, knownTypesOf } from './known.ts';
export { readMoment } from './moment.ts';
export { type NewEvent, type Recorded, type RecordOptions, record } from './service.ts';
export { findStats, type TypeStat } from './store.ts';
export { ensureMonths } from './store-months.ts';
export { type SubjectResolver, subjectResolver } from './subjects.ts';
export { readCursor, timeline, type TimelineInput, writeCursor } from './timeline.ts';

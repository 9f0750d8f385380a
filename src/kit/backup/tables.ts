import type { Feature } from '../feature.ts';
import { SHARED_TABLES } from '../db/tables.ts';

/** Not worth keeping, or not to be kept: living processes and what the program writes itself. */
const LEFT_OUT = new Set(['schema_migration', 'process', 'login_session', 'login_verification', 'login_attempt']);

/** In an order in which what is referred to comes before what refers. */
export function tablesToSave(features: readonly Feature[]): string[] {
  return [
    ...SHARED_TABLES.filter((table) => !LEFT_OUT.has(table)),
    ...features.flatMap((feature) => (feature.tables ?? []).map((table) => table.name)),
  ];
}

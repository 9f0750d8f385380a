/** Short messages: how they are counted and what their templates may contain. */
export { type Parts, type PartsOptions, partsOf } from './parts.ts';

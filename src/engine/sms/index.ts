/** Short messages: how they are counted and what their templates may contain. */
export {
  checkSmsTemplate,
  checkValues,
  fillSms,
  hasLink,
  type LinkMode,
  matchSms,
  MOST_VALUE,
  type SmsFlaw,
  type SmsPurpose,
  type SmsTemplate,
  variablesIn,
} from './template.ts';
export { type Parts, type PartsOptions, partsOf } from './parts.ts';

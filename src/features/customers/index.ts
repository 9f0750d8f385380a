/** The face of customers. */
export { changed } from './change.ts';
export { type FileImport, importFile } from './imports/service.ts';
export type { RunOptions } from './imports/run.ts';
export { courtesyName } from './contract-courtesy.ts';
export { type NewContract, recordContracts } from './contracts.ts';
export {
  maskedData,
  maskedEmail,
  maskedPhone,
  maskedWords,
  normalizeEmail,
  normalizePhone,
  withoutNumbers,
} from './phone.ts';
export { withdrawalRows } from './marks.ts';
export { noteListed, noteViewed } from './reads.ts';
export { type NewOrder, ORDERS, orderKey, type OrdersRecorded, recordOrders } from './orders.ts';
export { findOrCreate } from './resolve.ts';
export { pinyinOf, searchPatterns, searchText } from './search.ts';
export { addCustomer, getCustomer, listCustomers, requireCustomer } from './service.ts';
export type { CustomerRecord } from './store.ts';
export type { ImportRow } from './store-imports.ts';
export { listAttributes } from './store-attributes.ts';
export {
  consentedSql,
  type ConsentQuestion,
  type ConsentRow,
  findLatestOf as findLatestConsents,
  insertConsents,
} from './store-consents.ts';
export {
  type ContactRow,
  findContacts,
  findLanguages,
  findNamed,
  findSharing,
  type SharedAddress,
  spokenSql,
} from './store-contacts.ts';
export type { AddressKind } from './contract.ts';
export { findAtAddresses, linkIdentities, type NewIdentity } from './store-identities.ts';
export { inScope } from './store-scope.ts';
export { insertTags, removeTags } from './store-tags.ts';
export { csvLine, csvStream, sendCsv } from './csv.ts';

/** The face of forms. */
export { FormDefinition, FormKey } from './contract-definition.ts';
export { errorsOfForms } from './decide.ts';
export { responded, type RespondedItem, responseCorrected } from './events.ts';
export { newestVersion } from './lists.ts';
export { type FormRef, OWN, type RunRef } from './ref.ts';
export {
  fieldErrors,
  type ResponseInput,
  type ResponseToSave,
  type SavedResponse,
  saveResponse,
  saveResponses,
} from './responses.ts';
export { compiledOf, findCompiled, findForm, requireForm, saveForms } from './service.ts';
export {
  findByKey,
  findResponses,
  type FoundResponse,
  type ResponseFilter,
  type ResponseRow,
} from './store-responses.ts';
export { textsOf as toTexts } from '../../engine/forms/scores.ts';

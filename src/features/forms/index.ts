/** The face of forms. */
export { FormDefinition } from './contract-definition.ts';

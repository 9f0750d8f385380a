/** The face of scripts. */
export { ScriptDefinition } from './contract-definition.ts';

/** The face of scripts. */
export { SAID_MOST, ScriptDefinition } from './contract-definition.ts';
export { attributeVariable } from './contract-variables.ts';
export {
  type Answers,
  follow,
  type Followed,
  type Holds,
  isAnswered,
  openMusts,
  scriptFlaws,
} from './contract-follow.ts';
export { speechFlaws, speechVariables, variablesIn } from './speech.ts';
export { findScript, findScripts, saveScripts, type ScriptRef } from './service.ts';

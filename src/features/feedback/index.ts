/** The face of feedback. */
export { analyseLines, type LineAnswer, type LineError } from './lines.ts';
export { type TextModel, textModel, type Understood } from './model.ts';
export { loadReasons } from './taxonomy.ts';

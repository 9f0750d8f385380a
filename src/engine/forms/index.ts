/** Forms: one validator for the browser and the server, and what answers say. The page imports the files it needs, not this one. */
export { answerCatalogue } from './catalogue.ts';
export { checkForm, type FormFlaw, type FormFlawCode } from './check.ts';
export { type CompiledForm, compileForm, type Validated, type ValidateOptions, whyOf } from './compile.ts';
export type { Answers, Form, Json, Option, Question } from './form.ts';
export { answersOfPost } from './posted.ts';
export { ANSWER_ERRORS, type AnswerError, type AnswerErrorCode } from './problem.ts';
export { type OpenText, propertiesOf, type Scores, scoresOf, signalsOf, textsOf } from './scores.ts';
export { compileWhen } from './when.ts';
export { columnsOf, npsClass, type SaidAnswer, sayAnswers, whyTitle } from './say.ts';

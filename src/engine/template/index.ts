export { checkText } from './check.ts';
export {
  compileTemplate,
  type Part,
  type Rendered,
  renderTemplate,
  type Segment,
  type Template,
  type TemplateFlaw,
  type Values,
  type Variable,
  variablesOf,
} from './template.ts';

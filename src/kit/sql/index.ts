export { renderExpr, renderQuery } from './render.ts';

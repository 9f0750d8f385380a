/** The face of surveys. */
export { LINK_DAYS, type LinkEntry, type MintedLink, mintLinks } from './links.ts';
export { answerElsewhere, type Elsewhere } from './elsewhere.ts';
export { answerByLink, type LinkAnswer } from './by-link.ts';
export { answersAmong } from './dialogue.ts';
export { askedSql } from './store-asked.ts';

/** The face of surveys. */
export { LINK_DAYS, type LinkEntry, type MintedLink, mintLinks } from './links.ts';

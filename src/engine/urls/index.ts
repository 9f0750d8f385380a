export { type FoundUrl, urlsIn } from './urls.ts';

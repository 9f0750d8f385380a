/** The face of links. */
export { withTargets } from './expand.ts';

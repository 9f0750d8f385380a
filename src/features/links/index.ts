/** The face of links. */
export { withTargets } from './expand.ts';
export { sendQr } from './qr.ts';
export { visitLink } from './visit.ts';

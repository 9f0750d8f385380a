/** The face of classes. */
export { CLASS_CHANGED } from './compute.ts';

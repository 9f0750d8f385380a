export { type Looking, NO_PERSON, type NoPerson, whyNoPerson } from './no-person.ts';

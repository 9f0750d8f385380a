/** The face of experiments: epochs, arms and enrolment; wordings tried against each other. */
export { Arm, Epoch } from './contract.ts';
export { enrolled } from './events.ts';
export { currentEpoch, type Enrol, enrol, type Registration, registerEpoch } from './service.ts';
export { assignVariants, drawOf, type ToWord, trialSalt, variantOf } from './assign.ts';
export { fingerprintOf, type VariantHost, variantHost, type VariantPart, type Winner, type Wording } from './host.ts';
export type { OpenPart, Place } from './contract-wordings.ts';
export { endChanged, startTrial } from './trials.ts';
export { writeWording } from './wordings.ts';
export type { Variant } from './decide-trial.ts';
export {
  type ArmCount,
  countArms,
  type EnrolmentFilter,
  type EnrolmentRow,
  findEnrolments,
  globallyDrawn,
  isTreatedSql,
  listEpochs,
} from './store.ts';

/** The face of experiments: epochs, arms and enrolment. */
export { Arm, Epoch } from './contract.ts';
export { enrolled } from './events.ts';
export { currentEpoch, type Enrol, enrol, type Registration, registerEpoch } from './service.ts';
export {
  type ArmCount,
  countArms,
  type EnrolmentFilter,
  type EnrolmentRow,
  findEnrolments,
  isTreatedSql,
  listEpochs,
} from './store.ts';

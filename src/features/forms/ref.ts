/** Names one form for ever: published versions do not change. */
export interface FormRef {
  /** The playbook it belongs to; `OWN` for a form of the workspace itself. */
  readonly playbook: string;
  readonly version: number;
  readonly form: string;
}

/** Stands in the place of a playbook for forms that belong to none. No playbook can have this key. */
export const OWN = '-';

/** One place of one run of a flow, when the form was asked for by one. */
export interface RunRef {
  readonly runId: string;
  readonly token: number;
}

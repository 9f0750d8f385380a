/** One part of one playbook, as a value of a list. */
export const keyOf = ({ playbook, kind, part }: { playbook: string; kind: string; part: string }): string =>
  `${playbook}/${kind}/${part}`;

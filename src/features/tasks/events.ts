import { busEvent } from '../../kit/bus.ts';

export interface AcceptanceOverdue {
  readonly items: readonly {
    readonly taskId: string;
    readonly customerId: string;
    readonly playbook: string | null;
    readonly assigneeId: string | null;
    /** Null when there is nobody above. */
    readonly superiorId: string | null;
  }[];
}

/** Nobody accepted in time: the superior answers for it now. */
export const acceptanceOverdue = busEvent<AcceptanceOverdue>('task.acceptance_overdue', {
  zh: '任务超时未接受，已升级',
  en: 'A task was not accepted in time and was escalated',
});

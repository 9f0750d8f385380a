/** What an agent's words may take: `{{customer.first|您}}`. Browser-safe; the workbench gives each its value. */
export const SCRIPT_VARIABLES = [
  'customer.name',
  'customer.first',
  'customer.city',
  'customer.orders',
  'agent.name',
  'company.name',
  'workspace.name',
  'task.title',
] as const;
export type ScriptVariable = (typeof SCRIPT_VARIABLES)[number];

/** An attribute of the workspace's own. */
export const attributeVariable = (key: string): string => `customer.${key}`;

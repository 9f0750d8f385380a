/** What an agent's words may take: `{{customer.first|您}}`. Browser-safe; the workbench gives each its value. */
import type { Words } from '../../engine/words.ts';

export const SCRIPT_VARIABLES = {
  'customer.name': { zh: '客户姓名', en: 'Customer’s name' },
  'customer.first': { zh: '称呼', en: 'Salutation' },
  'customer.city': { zh: '客户所在城市', en: 'Customer’s city' },
  'customer.orders': { zh: '订单数', en: 'Number of orders' },
  'agent.name': { zh: '坐席姓名', en: 'Agent’s name' },
  'company.name': { zh: '公司名称', en: 'Company name' },
  'workspace.name': { zh: '公司名称', en: 'Company name' },
  'task.title': { zh: '任务标题', en: 'Task title' },
} as const satisfies Readonly<Record<string, Words>>;
export type ScriptVariable = keyof typeof SCRIPT_VARIABLES;

/** An attribute of the workspace's own. */
export const attributeVariable = (key: string): string => `customer.${key}`;

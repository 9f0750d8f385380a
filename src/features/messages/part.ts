import { z } from 'zod';
import { definePart } from '../playbooks/index.ts';
import { MessageTemplate } from './contract-definition.ts';
import { checkTemplates, saveTemplates } from './templates.ts';

/** The messages of a playbook document. */
export const messagesPart = definePart<MessageTemplate[]>({
  key: 'messages',
  schema: z.array(MessageTemplate).max(50),
  check: checkTemplates,
  publish: saveTemplates,
});

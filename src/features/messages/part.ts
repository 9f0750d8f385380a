import { z } from 'zod';
import { definePart } from '../playbooks/index.ts';
import { MessageTemplate, TEXT_PLACES } from './contract-definition.ts';
import { checkTemplates, saveTemplates } from './words/templates.ts';
import { messageVariable } from './words/variable.ts';

/** The messages of a playbook document. */
export const messagesPart = definePart<MessageTemplate[]>({
  key: 'messages',
  schema: z.array(MessageTemplate).max(50),
  check: (templates, document, runtime) =>
    checkTemplates(
      templates,
      document,
      runtime.slot(messageVariable).map(({ name }) => name),
    ),
  places: TEXT_PLACES,
  publish: saveTemplates,
});

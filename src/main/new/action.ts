import { addImport, addToManifest } from './edit.ts';
import { chinese, inFeature } from './names.ts';
import { type Kind, Usage } from './plan.ts';

export const action: Kind = {
  name: 'action',
  usage: '<feature>/<name> --zh <Chinese name>',
  what: 'something a rule can do, as a plug-in of a feature downstream of rules',
  make(plan, { name: given, options }) {
    const { feature, name } = inFeature(given);
    const zh = chinese(options);
    const manifest = `src/features/${feature}/feature.ts`;
    if (!plan.has(manifest)) throw new Usage(`there is no ${manifest}`);
    const file = `src/features/${feature}/actions/${name.kebab}.ts`;
    const value = `${name.camel}Action`;
    plan.create(file, text(name.kebab, value, zh, name.words));
    plan.change(manifest, (source) => {
      const imports = [
        `import { ${value} } from './actions/${name.kebab}.ts';`,
        ...(/\bfillSlot\b/.test(source) ? [] : ["import { fillSlot } from '../../kit/slots/slot.ts';"]),
        ...(/\bruleAction\b/.test(source) ? [] : ["import { ruleAction } from '../rules/index.ts';"]),
      ];
      const withImports = imports.reduce(addImport, source);
      return addToManifest(withImports, 'fillings', `fillSlot(ruleAction, ${value})`);
    });
    return [
      `write what it does in ${file}: it only writes rows; what talks to the network is a job it enqueues`,
      'then: npm run types, npm run walls',
    ];
  },
};

const text = (kebab: string, value: string, zh: string, en: string): string => `import { z } from 'zod';
import { defineAction } from '../../rules/index.ts';

export const ${value} = defineAction({
  name: '${kebab}',
  words: { zh: '${zh}', en: '${en.charAt(0).toUpperCase()}${en.slice(1)}' },
  params: z.strictObject({}),
  async run(_tx, _ctx, _params, run) {
    return { fired: run.fired };
  },
});
`;

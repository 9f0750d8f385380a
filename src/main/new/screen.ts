import { addEntry } from './edit.ts';
import { chinese, inFeature, nameOf } from './names.ts';
import { type Kind, Usage } from './plan.ts';

export const screen: Kind = {
  name: 'screen',
  usage: '<feature>/<name> --zh <Chinese title>',
  what: 'a screen of a feature in the console, with its route and words',
  make(plan, { name: given, options }) {
    const { feature, name } = inFeature(given);
    const zh = chinese(options);
    const folder = `src/features/${feature}/screens`;
    const room = nameOf(feature);
    if (!plan.has(`src/features/${feature}/feature.ts`)) throw new Usage(`there is no feature ${feature}`);
    const title = `${name.words.charAt(0).toUpperCase()}${name.words.slice(1)}`;
    const path = name.kebab === 'list' ? room.kebab : `${room.kebab}/${name.kebab}`;
    plan.create(`${folder}/${name.pascal}.tsx`, component(name.pascal, name.camel));
    if (plan.has(`${folder}/words.ts`)) {
      plan.change(`${folder}/words.ts`, (source) => {
        const chineseSide = addEntry(source, /\bzh:\s*\{/, `${name.camel}: { title: '${zh}' }`);
        return addEntry(chineseSide, /\ben:\s*\{/, `${name.camel}: { title: '${title}' }`);
      });
    } else {
      plan.create(`${folder}/words.ts`, words(feature, name.camel, zh, title));
    }
    const route = `{ path: '${path}', lazy: () => import('./${name.pascal}.tsx'), permission: '${feature}:read' }`;
    if (plan.has(`${folder}/index.tsx`)) {
      plan.change(`${folder}/index.tsx`, (source) => addEntry(source, /\broutes:\s*\[/, route));
    } else {
      plan.create(`${folder}/index.tsx`, index(feature, path, zh, title, route));
    }
    return [
      `draw it in ${folder}/${name.pascal}.tsx from the endpoints of the feature's contract`,
      'then: npm run types, npm run lint',
    ];
  },
};

const component = (pascal: string, camel: string): string => `import { useWords } from '../../../console/lib/i18n.ts';
import { Page } from '../../../console/ui/Page.tsx';
import { words } from './words.ts';

export default function ${pascal}() {
  const t = useWords(words);
  return <Page title={t('${camel}.title')}>{null}</Page>;
}
`;

const words = (
  feature: string,
  camel: string,
  zh: string,
  en: string,
): string => `import { defineWords } from '../../../console/lib/words.ts';

export const words = defineWords('${feature}', {
  zh: { ${camel}: { title: '${zh}' } },
  en: { ${camel}: { title: '${en}' } },
});
`;

const index = (
  feature: string,
  path: string,
  zh: string,
  en: string,
  route: string,
): string => `import { defineScreens } from '../../../console/screens.ts';

export default defineScreens({
  feature: '${feature}',
  nav: [{ group: 'design', path: '${path}', label: { zh: '${zh}', en: '${en}' }, icon: 'home', order: 900, permission: '${feature}:read' }],
  routes: [${route}],
});
`;

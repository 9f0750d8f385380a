import { addImport } from './edit.ts';
import * as text from './feature-server.ts';
import { chinese, nameOf, singular } from './names.ts';
import { type Kind, Usage } from './plan.ts';

const RIVER = 'src/kit/river.ts';
const FEATURES = 'src/main/features.ts';

export const feature: Kind = {
  name: 'feature',
  usage: '<name> --zh <Chinese name> [--after <feature>] [--item <one of them>]',
  what: 'a room in src/features with a table, two endpoints and its manifest',
  make(plan, { name, options }) {
    const room = nameOf(name);
    const item = nameOf(options['item'] ?? singular(room.kebab));
    if (item.kebab === room.kebab)
      throw new Usage(`"${name}" reads the same as one of them: say what one row is, for example --item ${name}-entry`);
    const given = { room, item, zh: chinese(options) };
    const folder = `src/features/${room.kebab}`;
    plan.create(`${folder}/README.md`, text.readme(given));
    plan.create(`${folder}/contract.ts`, text.contract(given));
    plan.create(`${folder}/events.ts`, text.events(given));
    plan.create(`${folder}/store.ts`, text.store(given));
    plan.create(`${folder}/service.ts`, text.service(given));
    plan.create(`${folder}/routes.ts`, text.routes(given));
    plan.create(`${folder}/index.ts`, text.index(given));
    plan.create(`${folder}/migrations/0001-${room.kebab}.ts`, text.migration(given));
    plan.create(`${folder}/feature.ts`, text.manifest(given));
    plan.create(`${folder}/${room.kebab}.test.ts`, text.httpTest(given));

    const order = roomsIn(plan.read(RIVER));
    if (!order.includes(room.kebab)) {
      const after = options.after ?? order.at(-1) ?? '';
      if (!order.includes(after)) throw new Usage(`there is no feature "${after}" in the river (${order.join(' ')})`);
      plan.change(RIVER, (source) => source.replace(`  '${after}',\n`, `  '${after}',\n  '${room.kebab}',\n`));
    }
    plan.change(FEATURES, (source) => listed(source, `${room.camel}Feature`, room.kebab, roomsIn(plan.read(RIVER))));
    return [
      `say in ${folder}/README.md what the room is for`,
      `a screen: bin/huixiang new screen ${room.kebab}/list --zh <Chinese name>`,
      `then: npm run docs, npm run types, npm run lint, npm run walls, npx vitest run ${folder}`,
    ];
  },
};

function roomsIn(river: string): readonly string[] {
  return [...river.matchAll(/^ {2}'([a-z0-9-]+)',$/gm)].map((match) => match[1] ?? '');
}

/** Lists the manifest behind the nearest room upstream that is listed: the list is in river order. */
function listed(source: string, value: string, room: string, order: readonly string[]): string {
  const withImport = addImport(source, `import { ${value} } from '../features/${room}/feature.ts';`);
  const list = /\brooms\b[^=;]*=\s*\[/.exec(withImport);
  if (!list) throw new Usage(`cannot find the list in ${FEATURES}; add by hand: ${value}`);
  const start = list.index + list[0].length;
  const upstream = order.slice(0, order.indexOf(room)).reverse();
  const before = upstream
    .map((each) => `${nameOf(each).camel}Feature`)
    .find((each) => withImport.includes(each, start));
  if (!before) return `${withImport.slice(0, start)} ${value},${withImport.slice(start)}`;
  const end = withImport.indexOf(before, start) + before.length;
  return `${withImport.slice(0, end)}, ${value}${withImport.slice(end)}`;
}

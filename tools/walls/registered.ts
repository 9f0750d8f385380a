/** What a file in a slot folder must have done to be alive: the feature's manifest imports it. */
import type { WallReport } from './cruise.ts';
import { slotFolders } from './rules.ts';

const slotEntry = new RegExp(
  `^src/features/([^/]+)/(${slotFolders.join('|')})/(?:([a-z0-9-]+)\\.ts|([a-z0-9-]+)/(?:index|kind)\\.ts)$`,
);

/** Sentences about slot files that no manifest imports and manifests that the program does not list. */
export function unregistered(report: WallReport): readonly string[] {
  const imports = new Map(report.modules.map((module) => [module.source, module.imports]));
  const manifests = [...imports.keys()].filter((file) => /^src\/features\/[^/]+\/feature\.ts$/.test(file));
  const rooms = new Set([...imports.keys()].flatMap((file) => /^src\/features\/([^/]+)\//.exec(file)?.[1] ?? []));

  const lonely = [...imports.keys()].flatMap((file) => {
    const entry = slotEntry.exec(file);
    if (!entry || file.endsWith('.test.ts')) return [];
    const manifest = `src/features/${entry[1]}/feature.ts`;
    return imports.get(manifest)?.includes(file) ? [] : [`${file} is not registered in ${manifest}`];
  });
  const roomless = [...rooms]
    .filter((room) => !manifests.includes(`src/features/${room}/feature.ts`))
    .map((room) => `src/features/${room} has no feature.ts`);
  const unlisted = manifests
    .filter((file) => !imports.get('src/main/features.ts')?.includes(file))
    .map((file) => `${file} is not listed in src/main/features.ts`);
  return [...lonely, ...roomless, ...unlisted];
}

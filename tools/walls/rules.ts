/**
 * The walls of the house as rules for dependency-cruiser. Paths are relative to the root that holds `src/`.
 * Tests, benches and the test world may reach where production code may not, so every rule starts from production code.
 */
import type { IRegularForbiddenRuleType } from 'dependency-cruiser';
import { river } from '../../src/kit/river.ts';

/** Folders of a feature that hold plug-ins: the files the network and registration rules speak about. */
export const slotFolders = [
  'actions',
  'channels',
  'connectors',
  'nodes',
  'questions',
  'indicators',
  'datasets',
  'models',
  'migrations',
] as const;

const testCode = '(\\.test\\.tsx?$|^src/kit/testing/|/testing/)';
const contract = 'contract(\\.|-[^/.]*\\.)ts$';
const contractKit = '^src/kit/(endpoint|contract-[a-z-]+)\\.ts$';
const storeFile = 'store(\\.|-[^/.]*\\.)ts$';
/** In the room, or in the folder of a part of it where a room is large. */
const ownStores = [
  `^src/features/[^/]+/${storeFile}`,
  `^src/features/[^/]+/[a-z]+/${storeFile}`,
  '^src/features/[^/]+/(datasets|indicators|migrations)/',
];
const browser = '^src/(console/|h5/islands?/|features/[^/]+/screens/|features/[^/]+/questions/[^/]+/console\\.tsx$)';
const database = '(^|/)node_modules/(@types/)?(kysely|pg|pg-[a-z-]+|graphile-worker)/';
const network =
  '^(node:)?(http|https|http2|net|tls|dgram|dns|dns/promises)$|(^|/)node_modules/(undici|ws|nodemailer|openai)/';
const plugin = '^src/features/[^/]+/(channels|connectors|models)/';

function forbid(
  name: string,
  comment: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): IRegularForbiddenRuleType {
  return { name, comment, severity: 'error', from, to };
}

/** Walls 3 and 4: one rule per room, naming everything that stands after it. */
function downstreamRules(order: readonly string[]): IRegularForbiddenRuleType[] {
  return order
    .map((room, at) => ({ room, after: order.slice(at + 1) }))
    .filter(({ after }) => after.length > 0)
    .map(({ room, after }) =>
      forbid(
        `wall-4-downstream-by-event/${room}`,
        'The river flows one way: publish an event, or move the code to the feature downstream.',
        // A screen speaks to the API and may show what is known downstream: it reads any contract (wall 3 holds it to contracts).
        { path: `^src/features/${room}/`, pathNot: [testCode, '/screens/'] },
        { path: `^src/features/(${after.join('|')})/` },
      ),
    );
}

export function wallRules(order: readonly string[] = river): IRegularForbiddenRuleType[] {
  return [
    forbid(
      'wall-1-engine-is-pure',
      'The engine imports the engine, @stdlib and ml-matrix; pass in what it needs else.',
      { path: '^src/engine/', pathNot: testCode },
      { pathNot: ['^src/engine/', '(^|/)node_modules/(@stdlib/|ml-matrix/)'] },
    ),
    forbid(
      'wall-2-kit-knows-no-feature',
      'The kit is the tools; what knows a feature belongs to the feature.',
      { path: '^src/kit/', pathNot: testCode },
      { path: '^src/(features|console|h5|main)/' },
    ),
    forbid(
      'wall-3-through-the-face',
      'Another feature is imported through its index.ts.',
      {
        path: '^src/features/([^/]+)/',
        pathNot: [testCode, '/screens/', `/${contract}`, '/decide(\\.|-[^/.]*\\.)ts$'],
      },
      { path: '^src/features/', pathNot: ['^src/features/$1/', '^src/features/[^/]+/index\\.ts$'] },
    ),
    forbid(
      'wall-3-screens-read-contracts',
      'Of the features, a screen imports contracts (of any room: it is a client of the API) and its own screens only.',
      { path: '^src/features/([^/]+)/screens/', pathNot: testCode },
      {
        path: '^src/(features|kit|main)/',
        pathNot: ['^src/features/$1/screens/', `^src/features/[^/]+/${contract}`, contractKit, '^src/kit/river\\.ts$'],
      },
    ),
    ...downstreamRules(order),
    forbid(
      'wall-5-contract',
      'A contract is browser-safe: engine, zod, endpoint() and contracts.',
      { path: `^src/features/[^/]+/${contract}` },
      {
        pathNot: ['^src/engine/', contractKit, `^src/features/[^/]+/${contract}`, '(^|/)node_modules/zod/'],
      },
    ),
    forbid(
      'wall-5-contract-kit',
      'What contracts import is browser-safe too.',
      { path: contractKit },
      { pathNot: ['^src/engine/', contractKit, '(^|/)node_modules/zod/'] },
    ),
    forbid(
      'wall-5-decide',
      'A decision is pure: engine and contracts.',
      { path: '^src/features/([^/]+)/decide(\\.|-[^/.]*\\.)ts$' },
      {
        pathNot: [
          '^src/engine/',
          `^src/features/[^/]+/${contract}`,
          '^src/features/$1/decide(\\.|-[^/.]*\\.)ts$',
          contractKit,
          '(^|/)node_modules/zod/',
        ],
      },
    ),
    forbid(
      'wall-6-server-without-screens',
      'Server code imports no screens, console or islands.',
      { path: '^src/(kit|features|main|engine)/', pathNot: [testCode, browser] },
      { path: browser },
    ),
    forbid(
      'wall-6-screens-without-server',
      'Browser code imports no server code.',
      { path: browser, pathNot: testCode },
      {
        path: '^src/(features|kit|main)/',
        pathNot: [
          `^src/features/[^/]+/(${contract}|questions/[^/]+/kind\\.ts$)`,
          browser,
          contractKit,
          '^src/kit/river\\.ts$',
        ],
      },
    ),
    forbid(
      'wall-6-browser-without-node',
      'Browser code imports no Node module.',
      { path: browser, pathNot: testCode },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'wall-6-question-kind-is-pure',
      'kind.ts of a question is pure; what draws it stands beside it.',
      { path: '^src/features/([^/]+)/questions/[^/]+/kind\\.ts$' },
      { pathNot: ['^src/engine/', `^src/features/[^/]+/${contract}`, '(^|/)node_modules/zod/'] },
    ),
    forbid(
      'wall-7-sql-in-stores',
      'kysely and pg belong to store.ts, datasets/, indicators/, migrations/ and the kit.',
      { path: '^src/(engine|features|main|console|h5)/', pathNot: [testCode, ...ownStores] },
      { path: database },
    ),
    forbid(
      'wall-8-network-in-plug-ins',
      'A feature talks to the network in channels/, connectors/ or models/ only.',
      { path: '^src/(engine|features)/', pathNot: [testCode, plugin] },
      { path: network },
    ),
    forbid(
      'wall-9-nobody-imports-main',
      'main puts the house together; nothing rests on it.',
      { path: '^src/(engine|kit|features|console|h5)/', pathNot: testCode },
      { path: '^src/main/' },
    ),
    forbid(
      'wall-10-no-cycles',
      'No cycles at run time. Types may describe each other (Context and Runtime do): they are gone before anything runs.',
      { path: '^src/' },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid('hygiene-resolvable', 'Every import resolves.', { path: '^src/' }, { couldNotResolve: true }),
    forbid(
      'hygiene-declared-dependency',
      'Production code imports declared production dependencies only.',
      { path: '^src/', pathNot: testCode },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'hygiene-no-tests',
      'Production code imports no test code.',
      { path: '^src/', pathNot: testCode },
      { path: testCode },
    ),
  ];
}

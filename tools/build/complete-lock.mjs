/**
 * Names the packages of other platforms in package-lock.json. A registry mirror may lack them; npm then leaves them out of the
 * lock without a word, and `npm ci` refuses such a lock everywhere. Run it after `npm install`: node tools/build/complete-lock.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs';

const file = 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));
const packages = lock.packages;

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

function isFoundFrom(path, name) {
  for (let base = path; ; base = base.slice(0, Math.max(0, base.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${base ? `${base}/` : ''}node_modules/${name}`]) return true;
    if (!base) return false;
  }
}

/** The platform is in the name, by the custom of these packages: `cli-linux-arm64-musl`. */
function entryOf(name, version, parent) {
  const words = name.split('/').at(-1).split('-');
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : undefined;
  const cpu = PROCESSORS.filter((each) => words.includes(each));
  const os = SYSTEMS.filter((each) => words.includes(each));
  if (os.length === 0) throw new Error(`${name}: which system is it for?`);
  return {
    version,
    cpu,
    ...(parent.dev ? { dev: true } : {}),
    ...(libc ? { libc } : {}),
    optional: true,
    os,
  };
}

let added = 0;
for (const [path, parent] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    if (isFoundFrom(path, name)) continue;
    if (!/^\d/.test(version)) throw new Error(`${name}@${version}: only an exact version can be named`);
    packages[`node_modules/${name}`] = entryOf(name, version, parent);
    added += 1;
  }
}
if (added > 0) {
  const [first, ...rest] = Object.keys(packages);
  lock.packages = Object.fromEntries([first, ...rest.sort()].map((path) => [path, packages[path]]));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(`${added} packages of other platforms named`);

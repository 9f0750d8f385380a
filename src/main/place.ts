/** Where this installation is: the program's folder and the folder of its data. */
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json: two above both src/main/ and dist/server/. */
export const programRoot = fileURLToPath(new URL('../..', import.meta.url));

/** The option, else HUIXIANG_HOME, else `.huixiang` beside the program. */
export function homeOf(option: unknown): string {
  if (typeof option === 'string' && option) return resolve(option);
  return resolve(process.env['HUIXIANG_HOME'] || join(programRoot, '.huixiang'));
}

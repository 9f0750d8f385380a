/** Where the sound of an utterance is: a recording by its address, words as they were just spoken. */
import { asProblem, type ApiProblem, problemFrom } from '../../../../console/lib/problem.ts';
import type { Utterance } from './useReader.ts';

export const problemOf = (problem: unknown): ApiProblem => asProblem(problem);

const placeOf = (workspace: string): string => `/api/w/${encodeURIComponent(workspace)}`;

export const recordedAt = (workspace: string, sound: string): string =>
  `${placeOf(workspace)}/call-sounds/${encodeURIComponent(sound)}/wav`;

export async function addressOf(workspace: string, { text, locale, recorded }: Utterance): Promise<string> {
  if (recorded !== undefined) return recordedAt(workspace, recorded);
  // Sound, not JSON: the client of the API does not read it.
  const answer = await fetch(`${placeOf(workspace)}/call-speech`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': locale },
    body: JSON.stringify({ text, locale }),
  });
  if (!answer.ok) throw problemFrom(answer.status, await answer.text());
  return URL.createObjectURL(await answer.blob());
}

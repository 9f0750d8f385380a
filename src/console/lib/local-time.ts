/** Local times as a person types them, in the zone of the workspace. Pure. */

/** `2026-11-24T10:24` in the zone. */
export function localOf(at: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(at));
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`;
}

/** The instant of a local time of the zone; what the clocks skip becomes the moment after. */
export function instantOf(local: string, zone: string): number {
  const wanted = Date.parse(`${local}:00Z`);
  // Twice: the first guess may lie on the other side of a change of the clocks.
  let at = wanted;
  for (let round = 0; round < 2; round++) at += wanted - Date.parse(`${localOf(at, zone)}:00Z`);
  return at;
}

/** Whether and when a number is called again. */
import type { CallCause } from './contract-causes.ts';
import type { CallSettings } from './contract-settings.ts';

const MINUTE_MS = 60_000;

/** `attempt`: how often it was tried, this call included. null: not again, the next channel. */
export function retryAt(settings: CallSettings, cause: CallCause, attempt: number, now: Date): Date | null {
  const [times, minutes] = matrixOf(settings, cause);
  return attempt <= times ? new Date(now.getTime() + minutes * MINUTE_MS) : null;
}

function matrixOf(settings: CallSettings, cause: CallCause): readonly [number, number] {
  switch (cause) {
    case 'busy':
      return [settings.busyTimes, settings.busyMinutes];
    case 'no_answer':
      return [settings.noAnswerTimes, settings.noAnswerMinutes];
    case 'unreachable':
      return [settings.unreachableTimes, settings.unreachableMinutes];
    case 'network':
    case 'gateway_down':
      return [settings.networkTimes, settings.networkMinutes];
    default:
      return [0, 0];
  }
}

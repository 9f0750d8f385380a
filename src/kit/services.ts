/** What runs for as long as a worker process does: connections that are held open, where jobs and sweeps would come too late. */
import type { Runtime } from './runtime.ts';

export interface RunningService {
  stop(): Promise<void>;
}

/** Which process does the work is settled by a lease in the database; the others wait for theirs. */
export interface Service {
  readonly name: string;
  start(runtime: Runtime): RunningService;
}

export function startServices(runtime: Runtime): RunningService {
  const running = runtime.features
    .flatMap((feature) => feature.services ?? [])
    .map((service) => service.start(runtime));
  return { stop: async () => void (await Promise.all(running.map((each) => each.stop()))) };
}

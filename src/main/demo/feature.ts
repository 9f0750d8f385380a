/** The demo company as a part of the program: the job behind the first-run page's button. It has no room in the river, tables or routes. */
import { demoCompany, noteDemo } from '../../features/access/index.ts';
import type { Feature } from '../../kit/feature.ts';
import { job } from '../../kit/jobs/job.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { COMPANY } from './company.ts';
import { DEMO, loadDemo } from './load.ts';

const TASK = 'demo.load';

export const demoFeature: Feature = {
  name: 'demo',
  words: { zh: '演示公司', en: 'Demo company' },
  jobs: [
    job(TASK, async ({ runtime }, _payload, { lastAttempt }) => {
      let told = 0;
      try {
        await loadDemo(runtime, {
          now: new Date(),
          onProgress: (_day, share) => {
            if (share - told < 0.02) return;
            told = share;
            // Lost news of progress is no reason to stop.
            void noteDemo(runtime, DEMO, { progress: Math.min(share, 0.99) }).catch(() => undefined);
          },
        });
        await noteDemo(runtime, DEMO, { progress: 1 });
      } catch (error) {
        if (lastAttempt) await noteDemo(runtime, DEMO, { failed: true });
        throw error;
      }
    }),
  ],
  fillings: [fillSlot(demoCompany, { workspace: DEMO, name: COMPANY.zh, task: TASK })],
};

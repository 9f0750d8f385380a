import { openCalling, SANDBOX } from './testing/calling.ts';
import { type Carried, describeEngine } from './testing/describe-engine.ts';
import { act, sandboxCalls, takeCall } from './testing/sandbox-phone.ts';
import { startSwitch } from './testing/switch.ts';
import { ACCOUNT, startTwilio } from './connectors/twilio/testing/twilio.ts';
import webhooks from 'twilio/lib/webhooks/webhooks.js';

const COMMON = { callsPerSecond: 50, speaker: 'http', recogniser: 'none' } as const;

describeEngine('Asterisk', async (): Promise<Carried> => {
  const hx = await startSwitch();
  const own = {
    url: hx.url,
    user: 'huixiang',
    password: 'secret',
    trunk: 'PJSIP/{number}@trunk',
    agent: 'PJSIP/{number}',
  };
  const calling = await openCalling({ ...COMMON, ...own, speakerUrl: `${hx.url}/say` });
  calling.lines();
  return {
    calling,
    press: (keys) => {
      hx.keys = [...keys];
    },
    hangUp: (_number, call) => hx.hangUp(call.callId),
    rung: () => hx.asked.filter(({ what }) => what === 'POST channels').map(({ query }) => query['endpoint'] ?? ''),
    async close() {
      await calling.close();
      await hx.close();
    },
  };
});

describeEngine('Twilio', async (): Promise<Carried> => {
  const twilio = await startTwilio(webhooks.getExpectedTwilioSignature);
  const own = { ...ACCOUNT, baseUrl: twilio.url };
  const calling = await openCalling({ ...COMMON, ...own, speakerUrl: `${twilio.url}/say` }, 'twilio-voice');
  calling.lines();
  return {
    calling,
    press: (keys) => {
      twilio.keys = [...keys];
    },
    hangUp: (number) => twilio.hangUp(number),
    rung: () => twilio.dialled,
    async close() {
      await calling.close();
      await twilio.close();
    },
  };
});

describeEngine('The phone of the sandbox', async (): Promise<Carried> => {
  const calling = await openCalling({}, SANDBOX);
  let keys: string[] = [];
  let taken = Promise.resolve();
  return {
    calling: {
      ...calling,
      tell(customer, what) {
        // One person at the phone: she takes one call after the other.
        taken = taken.then(async () => {
          await calling.tell(customer, what);
          const { phone } = (await calling.world.call('GET', `/api/w/main/customers/${customer}`)).body;
          await takeCall(calling, customer, phone, keys);
        });
        return taken;
      },
    },
    press: (all) => {
      keys = [...all];
    },
    hangUp: (_number, { customerId }) =>
      void sandboxCalls(calling, customerId).then(([call]) => call && act(calling, call, { do: 'hangUp' })),
    rung: () => ['8001'],
    sound: false,
    close: () => calling.close(),
  };
});

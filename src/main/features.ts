/** All rooms, in river order. A new feature is one line here. */
import type { Feature } from '../kit/feature.ts';
import { demoFeature } from './demo/feature.ts';
import { accessFeature } from '../features/access/feature.ts';
import { customersFeature } from '../features/customers/feature.ts';
import { eventsFeature } from '../features/events/feature.ts';
import { experimentsFeature } from '../features/experiments/feature.ts';
import { indicatorsFeature } from '../features/indicators/feature.ts';
import { outcomesFeature } from '../features/outcomes/feature.ts';
import { playbooksFeature } from '../features/playbooks/feature.ts';
import { replaysFeature } from '../features/replays/feature.ts';
import { rulesFeature } from '../features/rules/feature.ts';
import { segmentsFeature } from '../features/segments/feature.ts';
import { costsFeature } from '../features/costs/feature.ts';
import { calendarFeature } from '../features/calendar/feature.ts';
import { flowsFeature } from '../features/flows/feature.ts';
import { feedbackFeature } from '../features/feedback/feature.ts';
import { formsFeature } from '../features/forms/feature.ts';
import { metricsFeature } from '../features/metrics/feature.ts';
import { messagesFeature } from '../features/messages/feature.ts';
import { linksFeature } from '../features/links/feature.ts';
import { scriptsFeature } from '../features/scripts/feature.ts';
import { surveysFeature } from '../features/surveys/feature.ts';
import { tasksFeature } from '../features/tasks/feature.ts';
import { webhooksFeature } from '../features/webhooks/feature.ts';
import { classesFeature } from '../features/classes/feature.ts';
import { goalsFeature } from '../features/goals/feature.ts';
import { inboxFeature } from '../features/inbox/feature.ts';
import { webchatFeature } from '../features/webchat/feature.ts';
import { callsFeature } from '../features/calls/feature.ts';
import { wecomFeature } from '../features/wecom/feature.ts';
import { broadcastsFeature } from '../features/broadcasts/feature.ts';

export const rooms: readonly Feature[] = [
  accessFeature,
  calendarFeature,
  eventsFeature,
  customersFeature,
  segmentsFeature,
  formsFeature,
  scriptsFeature,
  metricsFeature,
  classesFeature,
  experimentsFeature,
  rulesFeature,
  flowsFeature,
  playbooksFeature,
  tasksFeature,
  messagesFeature,
  linksFeature,
  surveysFeature,
  callsFeature,
  inboxFeature,
  webchatFeature,
  wecomFeature,
  broadcastsFeature,
  feedbackFeature,
  costsFeature,
  outcomesFeature,
  indicatorsFeature,
  goalsFeature,
  replaysFeature,
  webhooksFeature,
];

/** What the program consists of: the rooms, and the demo company, which is no room. */
export const features: readonly Feature[] = [...rooms, demoFeature];

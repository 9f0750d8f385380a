import type { Chance } from './chance.ts';
import { type ServiceKey, SERVICES } from './services.ts';
import type { OrderItem } from './types.ts';

/** One visit of a course of treatment. */
export interface Step {
  readonly service: ServiceKey;
  /** Days after the visit before, the shortest and the longest. */
  readonly wait: readonly [number, number];
  /** What is paid on the day; a visit without items is free (sutures out) and is no purchase. */
  readonly items: readonly OrderItem[];
  /** Chance that the customer never comes for this step. */
  readonly drop?: number;
}

export interface Course {
  readonly name: CourseName;
  readonly steps: readonly Step[];
  /** FDI number of the tooth, for work on one tooth. */
  readonly tooth: string | null;
  /** The contract that is paid in monthly parts, and how many of them lie before the first step. */
  readonly contract?: {
    readonly name: string;
    readonly total: number;
    readonly months: number;
    readonly paidBefore: number;
  };
}

export type CourseName = ServiceKey | 'root' | 'perio' | 'implants' | 'ortho';

/**
 * Paid visits within a course lie less than 60 days apart even when a step falls into the closed week of Spring Festival: somebody under
 * treatment is not silent.
 */
export function planCourse(chance: Chance, name: CourseName): Course {
  switch (name) {
    case 'root':
      return rootCanal(chance);
    case 'perio':
      return { name, tooth: null, steps: [paid(chance, 'deepClean'), paid(chance, 'perioCare', [7, 12], 0.2)] };
    case 'implants':
      return implants(chance);
    case 'ortho':
      return orthodontics(chance);
    case 'extraction':
      return { name, tooth: molar(chance, true), steps: [paid(chance, name), { ...free('stitches'), wait: [7, 9] }] };
    default:
      return { name, tooth: isAboutTooth(name) ? molar(chance, false) : null, steps: [paid(chance, name)] };
  }
}

/** The same course for somebody who is in the middle of it when the history begins. */
export function laterPart(course: Course, done: number): Course {
  const contract = course.contract && { ...course.contract, paidBefore: done - 1 };
  return { ...course, contract, steps: course.steps.slice(done) };
}

function rootCanal(chance: Chance): Course {
  const steps: Step[] = [
    paid(chance, 'rootStart'),
    paid(chance, 'rootStep', [7, 11], 0.04),
    paid(chance, 'filling', [7, 12], 0.05),
  ];
  if (chance.hits(0.62)) steps.push(paid(chance, 'crown', [12, 24], 0.12));
  return { name: 'root', tooth: molar(chance, false), steps };
}

function implants(chance: Chance): Course {
  const teeth = chance.weigh(TEETH);
  return {
    name: 'implants',
    tooth: molar(chance, false),
    steps: [
      paid(chance, 'implantCheck'),
      { ...paid(chance, 'implant', [6, 24]), items: [item(chance, 'implant', teeth)], drop: 0.1 },
      { ...free('stitches'), wait: [8, 10] },
      paid(chance, 'implantReview', [26, 40]),
      paid(chance, 'implantReview', [40, 52], 0.03),
      { ...paid(chance, 'implantCrown', [35, 50], 0.02), items: [item(chance, 'implantCrown', teeth)] },
    ],
  };
}

const TEETH: readonly (readonly [number, number])[] = [
  [1, 66],
  [2, 23],
  [3, 8],
  [6, 3],
];

function orthodontics(chance: Chance): Course {
  const appliance = item(chance, 'orthoStart', 1);
  const months = chance.weigh([
    [12, 3],
    [18, 5],
    [24, 3],
  ] as const);
  // a third at the start, the rest in equal whole yuan, what does not divide with the first
  const each = Math.floor((appliance.price * 0.7) / months);
  const down = appliance.price - each * months;
  const contract = { name: `正畸分期合同 ${appliance.name}`, total: appliance.price, months, paidBefore: 0 };
  const steps: Step[] = [
    paid(chance, 'orthoCheck'),
    { service: 'orthoStart', wait: [7, 24], items: [{ ...appliance, name: `${appliance.name} 首付`, price: down }] },
  ];
  for (let month = 1; month <= months; month++) {
    const part = { service: 'orthoStep', name: `正畸复诊 第 ${month} 期款`, quantity: 1, price: each };
    steps.push({ service: 'orthoStep', wait: [26, 36], items: [part], drop: 0.004 });
  }
  steps.push(paid(chance, 'retainer', [28, 40]));
  return { name: 'ortho', tooth: null, contract, steps };
}

function paid(chance: Chance, service: ServiceKey, wait: readonly [number, number] = [0, 0], drop = 0): Step {
  return { service, wait, items: [item(chance, service, 1)], drop };
}

function free(service: ServiceKey): Step {
  return { service, wait: [0, 0], items: [] };
}

export function item(chance: Chance, service: ServiceKey, quantity: number): OrderItem {
  const choices: readonly (readonly [string, number, number])[] = SERVICES[service].prices;
  const [name, price] = chance.weigh(choices.map((choice) => [choice, choice[2]] as const));
  return { service, name, quantity, price: price * quantity };
}

const TOOTH_WORK: readonly CourseName[] = ['filling', 'crown', 'rootStart'];

function isAboutTooth(name: CourseName): boolean {
  return TOOTH_WORK.includes(name);
}

/** FDI notation: quadrant 1 to 4, then the tooth from the middle; wisdom teeth are the eighth. */
function molar(chance: Chance, wisdom: boolean): string {
  return `${chance.whole(1, 4)}${wisdom ? 8 : chance.pick([1, 4, 5, 6, 6, 6, 7, 7])}`;
}

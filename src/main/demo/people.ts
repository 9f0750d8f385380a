import { busyness, monthOf, dateText } from './calendar.ts';
import { type CastMember, CAST, type ScriptLine } from './cast.ts';
import { type Chance, chanceFrom } from './chance.ts';
import { agentsOf, BRANCHES } from './company.ts';
import { givenName, phoneNumber, surname } from './names.ts';
import { HABITS, PERSONAS } from './personas.ts';
import type { Branch, FamilyTie, Gender, Persona } from './types.ts';

/** A customer before anything has happened to her: who she is and how she tends to behave. */
export interface Person {
  readonly index: number;
  readonly externalId: string;
  readonly gender: Gender;
  readonly birthday: string;
  readonly birthYear: number;
  readonly age: number;
  readonly persona: Persona;
  readonly branch: Branch;
  readonly owner: string;
  readonly phone: string | null;
  readonly source: string;
  /** Day of the first contact. Before `start` for those the clinic knew already. */
  readonly createdDay: number;
  readonly allergy: string | null;
  /** 0.1 to 3: how much she looks at pages and the mini-program. */
  readonly digital: number;
  /** Chance that an appointment is missed. */
  readonly careless: number;
  /** Courses that are written down rather than drawn. */
  readonly script: readonly ScriptLine[] | null;
  name: string;
  family: FamilyTie | null;
  /** Index of the customer who brought her. */
  referrer: number | null;
}

export interface Span {
  /** First day of the history. */
  readonly start: number;
  /** First day after it. */
  readonly until: number;
}

export function recruit(seed: string, count: number, span: Span): Person[] {
  const arrivals = arrivalDays(span);
  const people: Person[] = [];
  for (let index = 0; index < count; index++) {
    people.push(makePerson(chanceFrom(`${seed}:person:${index}`), index, span, arrivals));
  }
  const chance = chanceFrom(`${seed}:ties`);
  tieFamilies(chance, people);
  tieReferrals(chance, people, span);
  return people;
}

function makePerson(chance: Chance, index: number, span: Span, arrivals: Arrivals): Person {
  const cast: CastMember | undefined = CAST[index];
  const persona = cast?.persona ?? chance.weigh(PERSONAS.map((key) => [key, HABITS[key].share] as const));
  const habit = HABITS[persona];
  const gender = cast?.gender ?? (chance.hits(habit.female) ? 'female' : 'male');
  const [from, to] = chance.weigh(habit.ages.map((group) => [group, group[2]] as const));
  const age = cast?.age ?? chance.whole(from, to - 1);
  const birth = span.until - Math.floor(age * 365.25 + 1 + chance.next() * 363);
  const birthYear = monthOf(birth).year;
  const branch = cast?.branch ?? chance.weigh(BRANCHES.map(({ key, share }) => [key, share] as const));
  // Known before the history: two in five. They are spread over the four years before it.
  const known = cast?.script !== undefined || chance.hits(cast ? 0.7 : 0.4);
  const createdDay = known ? span.start - 1 - Math.floor(1400 * chance.next() ** 1.6) : arrivals.draw(chance);
  return {
    index,
    externalId: `AH${100_001 + index}`,
    name: cast?.name ?? surname(chance) + givenName(chance, gender, birthYear),
    gender,
    birthday: dateText(birth),
    birthYear,
    age,
    persona,
    branch,
    owner: chance.pick(agentsOf(branch)).key,
    phone: index >= CAST.length && chance.hits(0.012) ? null : phoneNumber(index),
    source: cast ? '线下' : sourceOf(chance, persona),
    createdDay,
    allergy: cast?.allergy ?? (chance.hits(0.075) ? chance.weigh(ALLERGIES) : null),
    digital: Math.min(3, Math.max(0.1, chance.exponential(age > 60 ? 0.4 : 1))),
    careless: Math.min(0.35, chance.exponential(persona === 'once' ? 0.1 : 0.06)),
    script: cast?.script ?? null,
    family: null,
    referrer: null,
  };
}

const ALLERGIES: readonly (readonly [string, number])[] = [
  ['青霉素', 48],
  ['头孢', 26],
  ['磺胺类', 8],
  ['利多卡因', 7],
  ['乳胶', 6],
  ['碘', 5],
];

const SOURCES: readonly (readonly [string, number])[] = [
  ['线下', 27],
  ['美团', 17],
  ['抖音直播', 13],
  ['老客推荐', 17],
  ['大众点评', 10],
  ['小程序', 9],
  ['企业团检', 5],
  ['小红书', 5],
];

function sourceOf(chance: Chance, persona: Persona): string {
  if (persona === 'once' && chance.hits(0.75)) return chance.hits(0.58) ? '美团' : '抖音直播';
  if (persona === 'implant' && chance.hits(0.3)) return '老客推荐';
  return chance.weigh(SOURCES);
}

interface Arrivals {
  readonly draw: (chance: Chance) => number;
}

/** New customers grow by about 2 % a month and come on busy days. */
function arrivalDays({ start, until }: Span): Arrivals {
  const sums: number[] = [];
  let total = 0;
  for (let day = start; day < until; day++) {
    total += (busyness(day, false) + 0.15) * 1.02 ** ((day - start) / 30);
    sums.push(total);
  }
  return {
    draw: (chance) => {
      const at = chance.next() * total;
      let low = 0;
      let high = sums.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((sums[middle] ?? 0) > at) high = middle;
        else low = middle + 1;
      }
      return start + low;
    },
  };
}

/** Two children in three have a parent who is a customer, one parent in three brought the other one along. */
function tieFamilies(chance: Chance, people: readonly Person[]): void {
  const adults = people.filter((one) => one.index >= CAST.length && one.age >= 26 && one.age <= 52);
  const children = people.filter((one) => one.age < 16 && one.index >= CAST.length);
  let at = 0;
  const take = (fits: (adult: Person) => boolean): Person | undefined => {
    for (let step = 0; step < 60; step++) {
      const adult = adults[(at + step) % adults.length];
      if (adult && adult.family === null && fits(adult)) {
        at += step + 1;
        return adult;
      }
    }
    return undefined;
  };
  for (const child of children) {
    if (!chance.hits(0.66)) continue;
    const parent = take(
      (adult) => adult.branch === child.branch && adult.age - child.age >= 23 && adult.age - child.age <= 40,
    );
    if (!parent) continue;
    const family = `F${parent.externalId.slice(2)}`;
    parent.family = { family, customer: parent.externalId, role: 'self' };
    child.family = { family, customer: child.externalId, role: 'child' };
    const spouse = chance.hits(0.33)
      ? take(
          (adult) =>
            adult.gender !== parent.gender && adult.branch === parent.branch && Math.abs(adult.age - parent.age) <= 6,
        )
      : undefined;
    if (spouse) spouse.family = { family, customer: spouse.externalId, role: 'spouse' };
    const father = parent.gender === 'male' ? parent : spouse;
    if (father) child.name = surnameIn(father.name) + child.name.slice(surnameIn(child.name).length);
  }
}

const COMPOUND = /^(欧阳|上官|司马|诸葛|夏侯|皇甫|慕容|尉迟|令狐|东方|司徒|公孙)/;

export function surnameIn(name: string): string {
  return COMPOUND.exec(name)?.[0] ?? name.slice(0, 1);
}

function tieReferrals(chance: Chance, people: readonly Person[], { start }: Span): void {
  for (const person of people) {
    if (person.source !== '老客推荐' || person.createdDay < start) continue;
    for (let attempt = 0; attempt < 12; attempt++) {
      const other = chance.pick(people);
      if (
        other.createdDay < person.createdDay - 20 &&
        other.branch === person.branch &&
        other.age >= 20 &&
        other.persona !== 'lead'
      ) {
        person.referrer = other.index;
        break;
      }
    }
  }
}

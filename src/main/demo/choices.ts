import type { Chance } from './chance.ts';
import type { CourseName } from './courses.ts';
import type { Person } from './people.ts';
import type { Persona } from './types.ts';

type Menu = readonly (readonly [CourseName, number])[];

const FIRST: Readonly<Record<Persona, Menu>> = {
  care: [
    ['cleaning', 54],
    ['filling', 20],
    ['check', 9],
    ['extraction', 8],
    ['whitening', 4],
    ['root', 5],
  ],
  once: [
    ['groupCleaning', 86],
    ['cleaning', 9],
    ['whitening', 5],
  ],
  child: [
    ['fluoride', 50],
    ['sealant', 18],
    ['milkFilling', 25],
    ['milkRoot', 7],
  ],
  ortho: [
    ['ortho', 80],
    ['orthoCheck', 20],
  ],
  implant: [
    ['implants', 66],
    ['implantCheck', 34],
  ],
  restore: [
    ['root', 40],
    ['filling', 25],
    ['perio', 18],
    ['extraction', 17],
  ],
  lead: [],
};

/** What brings somebody back within two months: what the first visit found. */
const SOON: Readonly<Record<'adult' | 'child', Menu>> = {
  adult: [
    ['filling', 34],
    ['root', 12],
    ['extraction', 12],
    ['perio', 8],
    ['whitening', 7],
    ['check', 12],
    ['cleaning', 10],
    ['retail', 9],
  ],
  child: [
    ['milkFilling', 38],
    ['sealant', 26],
    ['fluoride', 12],
    ['milkRoot', 12],
    ['retail', 12],
  ],
};

const LATER: Readonly<Record<Persona, Menu>> = {
  care: [
    ['cleaning', 64],
    ['filling', 14],
    ['check', 6],
    ['whitening', 4],
    ['extraction', 3],
    ['root', 4],
    ['implants', 0.8],
    ['ortho', 0.6],
    ['retail', 4],
  ],
  once: [
    ['groupCleaning', 46],
    ['cleaning', 34],
    ['filling', 10],
    ['extraction', 5],
    ['whitening', 5],
  ],
  child: [
    ['fluoride', 58],
    ['sealant', 14],
    ['milkFilling', 22],
    ['milkRoot', 4],
    ['retail', 2],
  ],
  ortho: [
    ['cleaning', 44],
    ['check', 20],
    ['retainer', 20],
    ['filling', 12],
    ['whitening', 4],
  ],
  implant: [
    ['check', 30],
    ['cleaning', 40],
    ['implants', 8],
    ['perio', 12],
    ['filling', 10],
  ],
  restore: [
    ['cleaning', 40],
    ['filling', 24],
    ['root', 12],
    ['perio', 10],
    ['extraction', 6],
    ['crown', 7],
    ['implants', 1],
  ],
  lead: [],
};

export function firstCourse(chance: Chance, person: Person): CourseName {
  const name = chance.weigh(FIRST[person.persona]);
  const group = person.source === '美团' || person.source === '抖音直播';
  return name === 'cleaning' && group ? 'groupCleaning' : name;
}

export function soonCourse(chance: Chance, person: Person): CourseName {
  return chance.weigh(SOON[person.age < 14 ? 'child' : 'adult']);
}

export function laterCourse(chance: Chance, person: Person): CourseName {
  return chance.weigh(LATER[person.persona]);
}

import type { Words } from '../../engine/words.ts';

// What the demo company consists of, in the words of a clinic. Nothing here knows a table: load.ts translates.
// Instants are milliseconds since 1970 UTC, calendar days are 'YYYY-MM-DD' in Asia/Shanghai, money is CNY in yuan.

export interface DemoOptions {
  /** First calendar day that is no longer part of the history: the workspace's today. The last event lies on the day before. */
  readonly until: string;
  readonly seed?: string;
  /** How many customers, 6,000 by default. */
  readonly customers?: number;
  /** The playbook whose customers the history names. */
  readonly wakeup?: Partial<WakeupPlan>;
}

/** The experiment in the history: who is enrolled and by which draw. */
export interface WakeupPlan {
  readonly playbook: string;
  readonly epoch: number;
  readonly holdout: number;
  /** Whole days without a purchase at which a customer enters. */
  readonly silentDays: number;
  readonly windowDays: number;
  /** First day of the epoch; customers already silent enter on it. */
  readonly from: string;
}

export type Role = 'administrator' | 'manager' | 'supervisor' | 'agent' | 'viewer';
export type Scope = 'own' | 'team' | 'all';

export interface Team {
  readonly key: string;
  readonly words: Words;
}

export interface User {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly scope: Scope;
  readonly team: string | null;
}

export interface Dentist {
  readonly key: string;
  readonly name: string;
  readonly branch: Branch;
  readonly title: string;
  readonly skills: readonly Skill[];
}

export type Branch = 'xuhui' | 'jingan' | 'pudong';
export type Skill = 'general' | 'ortho' | 'implant' | 'child' | 'endo' | 'perio';
export type Gender = 'female' | 'male';
export type Persona = 'care' | 'once' | 'child' | 'ortho' | 'implant' | 'restore' | 'lead';

export type AttributeType = 'text' | 'number' | 'date' | 'boolean' | 'choice';

export interface AttributeDefinition {
  readonly key: string;
  readonly type: AttributeType;
  readonly words: Words;
  /** For a choice: the stored value (as the clinic writes it, Chinese) and how it reads in both languages. */
  readonly choices?: readonly Words[];
}

export type AttributeValue = string | number | boolean;

export interface Customer {
  readonly externalId: string;
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly gender: Gender;
  readonly birthday: string;
  readonly branch: Branch;
  /** Key of the agent who looks after this customer. */
  readonly owner: string;
  readonly createdAt: number;
  /** Every attribute of ATTRIBUTES that is known for this customer, gender, birthday and branch included. */
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** For reading and tests only: the behaviour the simulation gave this customer. */
  readonly persona: Persona;
}

export interface Identity {
  readonly customer: string;
  readonly channel: 'phone' | 'email' | 'wecom' | 'wechat';
  readonly value: string;
  readonly at: number;
}

export interface Tag {
  readonly customer: string;
  readonly tag: string;
  readonly reason: string;
  readonly at: number;
}

export type Purpose = 'service' | 'marketing';
export type ConsentChannel = 'sms' | 'voice' | 'wecom' | 'email';

/** One line of the consent record; a withdrawal is a later line with granted = false. */
export interface Consent {
  readonly customer: string;
  readonly purpose: Purpose;
  readonly channel: ConsentChannel;
  readonly granted: boolean;
  readonly at: number;
  /** Key in WORDINGS of the text that was shown. */
  readonly wording: string;
  /** How it was given or taken back, in Chinese: 扫码, 建档签字, 回复 T ... */
  readonly how: string;
}

export interface OrderItem {
  readonly service: string;
  readonly name: string;
  readonly quantity: number;
  /** Yuan for all of the quantity, before the discount. */
  readonly price: number;
}

/** Money in (amount > 0) or back (amount < 0, `refundOf` names the order). */
export interface Order {
  readonly customer: string;
  readonly externalId: string;
  readonly at: number;
  readonly amount: number;
  readonly branch: Branch;
  readonly dentist: string | null;
  readonly payment: string;
  readonly items: readonly OrderItem[];
  readonly discount: string | null;
  readonly refundOf: string | null;
}

export interface Contract {
  readonly customer: string;
  readonly externalId: string;
  readonly kind: 'member_card' | 'ortho_instalment';
  readonly name: string;
  readonly signedAt: number;
  readonly startsOn: string;
  /** Last day of the term. */
  readonly endsOn: string;
  readonly amount: number;
  readonly status: 'active' | 'ended' | 'terminated';
  readonly renewalOf: string | null;
}

export type PropertyValue = string | number | boolean;

export interface Happening {
  readonly customer: string;
  readonly source: string;
  readonly externalId: string;
  readonly type: string;
  readonly at: number;
  readonly amount: number | null;
  readonly properties: Readonly<Record<string, PropertyValue>>;
}

export interface FamilyTie {
  readonly family: string;
  readonly customer: string;
  readonly role: 'self' | 'spouse' | 'child' | 'parent';
}

/** Who enters the playbook, and what she does if nobody contacts her. Only who has agreed to marketing on some channel is enrolled. */
export interface Enrolment {
  readonly customer: string;
  readonly u: number;
  readonly arm: 'treatment' | 'control';
  readonly enteredOn: string;
  readonly silentDays: number;
  /** Does she come within the window, contacted by nobody? */
  readonly organic: boolean;
  /** The probability of that, before any draw. */
  readonly chance: number;
}

/** Everything about one customer; the generator yields these one by one. */
export interface Story {
  readonly customer: Customer;
  readonly identities: readonly Identity[];
  readonly family: FamilyTie | null;
  readonly tags: readonly Tag[];
  readonly consents: readonly Consent[];
  readonly orders: readonly Order[];
  readonly contracts: readonly Contract[];
  readonly events: readonly Happening[];
  readonly enrolment: Enrolment | null;
}

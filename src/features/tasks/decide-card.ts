/** Whole years on a day; null without a birthday. Dates are `YYYY-MM-DD`. Pure. */
export function ageOn(birthday: string | null, today: Date, zone: string): number | null {
  if (birthday === null) return null;
  const [year = 0, month = 0, day = 0] = birthday.split('-').map(Number);
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(today).split('-').map(Number);
  const [nowYear = 0, nowMonth = 0, nowDay = 0] = parts;
  const age = nowYear - year - (nowMonth < month || (nowMonth === month && nowDay < day) ? 1 : 0);
  return age >= 0 && age < 130 ? age : null;
}

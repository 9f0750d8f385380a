/** By which clock a customer lives: what her record says, else the country of her number. Pure. */

/**
 * Zones by calling code. Of a country with several the outermost are given: a moment is open when it is open in all of them, since which one is hers
 * nobody knows.
 */
const BY_CODE: Readonly<Record<string, readonly string[]>> = {
  '1': ['America/New_York', 'America/Los_Angeles'],
  '7': ['Europe/Moscow', 'Asia/Vladivostok'],
  '20': ['Africa/Cairo'],
  '27': ['Africa/Johannesburg'],
  '30': ['Europe/Athens'],
  '31': ['Europe/Amsterdam'],
  '32': ['Europe/Brussels'],
  '33': ['Europe/Paris'],
  '34': ['Europe/Madrid'],
  '36': ['Europe/Budapest'],
  '39': ['Europe/Rome'],
  '40': ['Europe/Bucharest'],
  '41': ['Europe/Zurich'],
  '43': ['Europe/Vienna'],
  '44': ['Europe/London'],
  '45': ['Europe/Copenhagen'],
  '46': ['Europe/Stockholm'],
  '47': ['Europe/Oslo'],
  '48': ['Europe/Warsaw'],
  '49': ['Europe/Berlin'],
  '51': ['America/Lima'],
  '52': ['America/Mexico_City', 'America/Tijuana'],
  '54': ['America/Argentina/Buenos_Aires'],
  '55': ['America/Sao_Paulo', 'America/Manaus'],
  '56': ['America/Santiago'],
  '57': ['America/Bogota'],
  '60': ['Asia/Kuala_Lumpur'],
  '61': ['Australia/Sydney', 'Australia/Perth'],
  '62': ['Asia/Jakarta', 'Asia/Jayapura'],
  '63': ['Asia/Manila'],
  '64': ['Pacific/Auckland'],
  '65': ['Asia/Singapore'],
  '66': ['Asia/Bangkok'],
  '81': ['Asia/Tokyo'],
  '82': ['Asia/Seoul'],
  '84': ['Asia/Ho_Chi_Minh'],
  '86': ['Asia/Shanghai'],
  '90': ['Europe/Istanbul'],
  '91': ['Asia/Kolkata'],
  '92': ['Asia/Karachi'],
  '94': ['Asia/Colombo'],
  '95': ['Asia/Yangon'],
  '98': ['Asia/Tehran'],
  '212': ['Africa/Casablanca'],
  '234': ['Africa/Lagos'],
  '254': ['Africa/Nairobi'],
  '351': ['Europe/Lisbon', 'Atlantic/Azores'],
  '353': ['Europe/Dublin'],
  '358': ['Europe/Helsinki'],
  '380': ['Europe/Kyiv'],
  '420': ['Europe/Prague'],
  '852': ['Asia/Hong_Kong'],
  '853': ['Asia/Macau'],
  '855': ['Asia/Phnom_Penh'],
  '856': ['Asia/Vientiane'],
  '880': ['Asia/Dhaka'],
  '886': ['Asia/Taipei'],
  '960': ['Indian/Maldives'],
  '966': ['Asia/Riyadh'],
  '971': ['Asia/Dubai'],
  '972': ['Asia/Jerusalem'],
  '974': ['Asia/Qatar'],
  '977': ['Asia/Kathmandu'],
};

export interface Whereabouts {
  /** Her record's own: an IANA zone. */
  readonly zone: string | null;
  readonly phone: string | null;
}

/** Her zones where they are not the workspace's own; null: by the clock of the workspace. */
export function zonesOf(
  { zone, phone }: Whereabouts,
  home: string,
  exists: (zone: string) => boolean,
): readonly string[] | null {
  if (zone !== null && zone !== '' && exists(zone)) return zone === home ? null : [zone];
  if (phone === null || !phone.startsWith('+')) return null;
  // No calling code is the beginning of another.
  const zones = BY_CODE[phone.slice(1, 2)] ?? BY_CODE[phone.slice(1, 3)] ?? BY_CODE[phone.slice(1, 4)];
  return !zones || zones.includes(home) ? null : zones;
}

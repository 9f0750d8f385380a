import type { Format } from '../../../../console/format.ts';

/** 512 B, 3.1 KB, 12.4 MB. */
export function sizeText(bytes: number, format: Format): string {
  if (bytes < 1024) return `${format.number(bytes)} B`;
  const kilo = bytes / 1024;
  return kilo < 1024 ? `${format.number(kilo, 1)} KB` : `${format.number(kilo / 1024, 1)} MB`;
}

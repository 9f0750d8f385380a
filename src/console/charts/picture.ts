/**
 * A chart as a picture. Colours are CSS variables, so they are read from the screen first; the picture then carries its
 * own ground and font and looks the same in a slide.
 */
const carried = ['fill', 'stroke', 'opacity', 'font-size', 'font-weight', 'stroke-width', 'stroke-dasharray'] as const;
const HEAD = 28;

/** A copy that needs no style sheet, with the title above. */
export function standalone(svg: SVGSVGElement, title: string): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = [svg, ...svg.querySelectorAll<SVGElement>('*')];
  const to = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  from.forEach((element, at) => {
    const style = getComputedStyle(element);
    for (const name of carried) to[at]?.setAttribute(name, style.getPropertyValue(name));
  });
  const { width, height } = svg.getBoundingClientRect();
  const page = getComputedStyle(svg);
  const ground = page.getPropertyValue('--surface').trim() || '#fff';
  const sheet = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const head = title ? HEAD : 0;
  const whole = [width + 32, height + head + 32] as const;
  sheet.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  sheet.setAttribute('width', String(whole[0]));
  sheet.setAttribute('height', String(whole[1]));
  sheet.setAttribute('font-family', page.fontFamily);
  const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  rect.setAttribute('width', '100%');
  rect.setAttribute('height', '100%');
  rect.setAttribute('fill', ground);
  sheet.append(rect);
  if (title) {
    const text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
    text.setAttribute('x', '16');
    text.setAttribute('y', '30');
    text.setAttribute('font-size', '14');
    text.setAttribute('font-weight', '600');
    text.setAttribute('fill', page.getPropertyValue('--ink').trim());
    text.textContent = title;
    sheet.append(text);
  }
  copy.setAttribute('x', '16');
  copy.setAttribute('y', String(16 + head));
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  sheet.append(copy);
  return sheet;
}

export const asText = (svg: SVGSVGElement): string => new XMLSerializer().serializeToString(svg);

/** PNG at twice the size of the screen. */
export async function asPng(svg: SVGSVGElement): Promise<Blob> {
  const width = Number(svg.getAttribute('width'));
  const height = Number(svg.getAttribute('height'));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(asText(svg))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * 2);
  canvas.height = Math.ceil(height * 2);
  const draw = canvas.getContext('2d');
  if (!draw) throw new Error('this browser cannot draw pictures');
  draw.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is empty'))), 'image/png'),
  );
}

/** Offers a file for download. */
export function save(blob: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

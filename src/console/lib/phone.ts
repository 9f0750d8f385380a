/** A Chinese mobile as people read it, 138 0000 6027 (or 138 **** 6027 where it is masked); other numbers as they are stored. */
export function phoneText(phone: string): string {
  const mobile = /^(?:\+86)?(1\d{2})(\d{4}|\*{4})(\d{4})$/.exec(phone);
  return mobile ? mobile.slice(1).join(' ') : phone;
}

const FORM = /^[0-9a-f]{64}$/;

/** AccessCode: 256 bit as 64 lower-case hex digits; there is no check digit. Source: domain.md section 4.3. */
export function istAccessCode(wert: string): boolean {
  return FORM.test(wert);
}

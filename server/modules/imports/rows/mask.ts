const longNumber = /\d[\d\s-]{5,}[\dXx]/g

/** 138******34 → 13*********; a contact's name → 张**. For reports, which others read than the sheet's owner. */
export function maskPerson(text: string): string {
  const characters = [...text]
  return characters.map((sign, at) => (at < (/\d/.test(text) ? 2 : 1) || /\s/.test(sign) ? sign : '*')).join('')
}

/** Any telephone-like or identity-like number inside a text, masked from its third digit on. */
export function maskNumbers(text: string): string {
  return text.replace(longNumber, maskPerson)
}

/** A mobile number or an identity number: nothing for a name or a hint. */
export function holdsPersonalNumber(text: string): boolean {
  return /(^|\D)1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(\D|$)/.test(text) || /(^|\D)\d{17}[\dXx](\D|$)/.test(text)
}

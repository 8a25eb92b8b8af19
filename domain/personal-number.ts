/** A mobile telephone, with or without spaces and dashes in it. */
const telephone = /(?<!\d)1[3-9]\d(?:[\s-]?\d){8}(?!\d)/

/** 公民身份号码 (GB 11643): 17 digits and a digit or X. */
const identityNumber = /(?<!\d)\d{17}[\dXx](?!\d)/

/** Whether words that the whole station reads hold a number by which a person is found. */
export function holdsPersonalNumber(text: string): boolean {
  const plain = text.normalize('NFKC')
  return telephone.test(plain) || identityNumber.test(plain)
}

/** A mobile telephone, with or without spaces and dashes in it. */
const telephone = /(?<!\d)1[3-9]\d(?:[\s-]?\d){8}(?!\d)/

/** 公民身份号码 (GB 11643): 17 digits and a digit or X. */
const identityNumber = /(?<!\d)\d{17}[\dXx](?!\d)/

/**
 * Why words may not stand as the evidence of a streak's start, or null. They are read by the whole station for as long as
 * there is a streak, and lie open: they name papers, and no number by which a person is found. A paper's own number is
 * none, unless it is built like one of these.
 */
export function evidenceRefusal(texts: readonly string[]): 'streak/number-in-evidence' | null {
  const found = texts.some((text) => {
    const plain = text.normalize('NFKC')
    return telephone.test(plain) || identityNumber.test(plain)
  })
  return found ? 'streak/number-in-evidence' : null
}

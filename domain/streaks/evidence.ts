import { holdsPersonalNumber } from '../personal-number.ts'

/**
 * Why words may not stand as the evidence of a streak's start, or null. They are read by the whole station for as long as
 * there is a streak, and lie open: they name papers, and no number by which a person is found. A paper's own number is
 * none, unless it is built like one of these.
 */
export function evidenceRefusal(texts: readonly string[]): 'streak/number-in-evidence' | null {
  return texts.some(holdsPersonalNumber) ? 'streak/number-in-evidence' : null
}

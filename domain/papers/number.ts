import { type PaperKind, paperKindInfo } from './kinds.ts'

/** What carries a number: a dispute's papers, and the record of a targeted check. */
export type NumberedKind = PaperKind | 'targeted-check'

const seriesOf = (kind: NumberedKind): string => (kind === 'targeted-check' ? '查访' : paperKindInfo(kind).series)

/**
 * A paper's number as it is printed: 牛庄调协〔2025〕第3号. Numbers run per station, year and kind from 1, without gaps;
 * a void one keeps its number (MEDIATION.md “Papers”). `shortName` is the station's setting and may be empty.
 */
export const paperNumber = (shortName: string, kind: NumberedKind, year: number, number: number): string =>
  `${shortName}${seriesOf(kind)}〔${year}〕第${number}号`

/** Why an issued paper is void; what more there is to say lies with the matter. */
export const voidReasons = ['wrong-content', 'wrong-party', 'made-twice', 'not-signed', 'withdrawn', 'other'] as const
export type VoidReason = (typeof voidReasons)[number]

/** Of which occasion a paper is, under which procedure, as one number: after a change the first sitting is another one. */
export const occasionOf = (procedureChanges: number, no: number | null): number => procedureChanges * 1000 + (no ?? 0)

/** The sitting, inquiry or revisit of an occasion; null: the dispute. */
export const noOf = (occasion: number): number | null => occasion % 1000 || null

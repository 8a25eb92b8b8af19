import { type PaperKind, paperKindInfo } from './kinds.ts'

/**
 * A paper's number as it is printed: 牛庄调协〔2025〕第3号. Numbers run per station, year and kind from 1, without gaps;
 * a void one keeps its number (MEDIATION.md “Papers”). `shortName` is the station's setting and may be empty.
 */
export const paperNumber = (shortName: string, kind: PaperKind, year: number, number: number): string =>
  `${shortName}${paperKindInfo(kind).series}〔${year}〕第${number}号`

/** Why an issued paper is void; what more there is to say lies with the matter. */
export const voidReasons = ['wrong-content', 'wrong-party', 'made-twice', 'not-signed', 'withdrawn', 'other'] as const
export type VoidReason = (typeof voidReasons)[number]

import type { Piece } from './block.ts'

/** GB/T 9704-2012 §5: A4 in millimetres. */
export const pageMm = { width: 210, height: 297, top: 37, bottom: 35, left: 28, right: 26 } as const

const ptPerMm = 72 / 25.4
/** The room for text, in points: 28 characters of 三号 wide, 22 lines of 28 pt high. */
export const roomPt = {
  width: (pageMm.width - pageMm.left - pageMm.right) * ptPerMm,
  height: (pageMm.height - pageMm.top - pageMm.bottom) * ptPerMm,
} as const

/** Sizes of type and heights of lines, in points. */
export const sizes = {
  title: { font: 22, line: 36 },
  body: { font: 16, line: 28 },
  cell: { font: 14, line: 24 },
  small: { font: 12, line: 20 },
  large: { font: 36, line: 60 },
} as const
export type Size = keyof typeof sizes

/** A cell's own room beside its text, in points: left and right together, above and below together. */
export const cellPaddingPt = { across: 11, down: 6 } as const
/** A row of a table is at least so high, in points. */
export const rowPt = 32
/** Of a signature: its row, the drawn one, and the shares of label, signature and date. */
export const signaturePt = { row: 54, width: 92, height: 40, shares: [0.48, 0.22, 0.3] } as const
/** Of a fields table: the labels' share of the width, beside one, two or three values. */
export const labelShare = { 1: 0.22, 2: 0.17, 3: 0.13 } as const

const wide =
  /[\u2014\u2018-\u201d\u2026\u2e80-\u303f\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef〇①-⑳]/u

/** The width of a text in ems: a Chinese character is one, anything else is taken for rather wide. */
export function ems(text: string): number {
  let width = 0
  for (const character of text) width += wide.test(character) || character.length > 1 ? 1 : 0.55
  return width
}

export const textOfPiece = (piece: Piece): string =>
  typeof piece === 'string' ? piece : 'blank' in piece ? '　'.repeat(piece.blank) : piece.underlined

/** How many lines a text takes in `widthPt`; its own line breaks count. */
export function linesOf(text: string, widthPt: number, size: Size, indentEms = 0): number {
  const perLine = Math.max(1, widthPt / sizes[size].font - 0.5)
  return text
    .split('\n')
    .map((each) => Math.max(1, Math.ceil((ems(each) + indentEms) / perLine)))
    .reduce((sum, lines) => sum + lines, 0)
}

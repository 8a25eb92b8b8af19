import type { Block, Docx } from './block.ts'
import { cellPaddingPt, labelShare, linesOf, roomPt, rowPt, signaturePt, sizes, textOfPiece } from './measure.ts'

/** How many pages the paper fills when printed; rather one too many than one too few (README). */
export function pageCount(paper: Docx): number {
  let pages = 1
  let used = 0
  for (const height of heightsOf(paper)) {
    if (height === pageBreak) {
      pages++
      used = 0
      continue
    }
    if (used + height > roomPt.height && used > 0) {
      pages++
      used = 0
    }
    used += height
    // what is higher than a page goes on over the next ones
    while (used > roomPt.height) {
      pages++
      used -= roomPt.height
    }
  }
  return pages
}

/** Heights in points of what stays together on a page: lines of text, rows of tables. */
function* heightsOf(paper: Docx): Generator<number> {
  if (paper.cover) {
    for (const block of paper.cover) yield* heightsOfBlock(block)
    yield pageBreak
  }
  if (paper.organ) yield linesOf(paper.organ, roomPt.width, 'title') * sizes.title.line
  yield linesOf(paper.title, roomPt.width, 'title') * sizes.title.line
  if (paper.number) yield sizes.body.line
  yield sizes.body.line
  for (const block of paper.blocks) yield* heightsOfBlock(block)
}

function* heightsOfBlock(block: Block): Generator<number> {
  switch (block.kind) {
    case 'text':
    case 'line': {
      const text = block.pieces.map(textOfPiece).join('')
      const lines = linesOf(text, roomPt.width, 'body', block.kind === 'text' ? 2 : 0)
      for (let line = 0; line < lines; line++) yield sizes.body.line
      return
    }
    case 'heading':
      yield linesOf(block.text, roomPt.width, 'body') * sizes.body.line
      return
    case 'fields':
      for (const row of block.rows) yield fieldsRowHeight(row)
      yield gapPt
      return
    case 'table': {
      const whole = block.columns.reduce((sum, { share }) => sum + share, 0)
      const widths = block.columns.map(({ share }) => (roomPt.width * share) / whole)
      yield rowHeight(block.columns.map(({ heading }, at) => [heading, widths[at] ?? 0]))
      for (const row of block.rows) yield rowHeight(row.map((cell, at) => [cell, widths[at] ?? 0]))
      yield gapPt
      return
    }
    case 'signatures':
      for (const { label } of block.signatures) {
        yield Math.max(signaturePt.row, linesOf(label, roomPt.width * signaturePt.shares[0], 'cell') * sizes.cell.line)
      }
      return
    case 'large':
      yield linesOf(block.text, roomPt.width, 'large') * sizes.large.line
      return
    case 'page-break':
      yield pageBreak
      return
    case 'space':
      yield block.lines * sizes.body.line
  }
}

const pageBreak = Number.POSITIVE_INFINITY

/** After a table. */
const gapPt = 12

function fieldsRowHeight(row: readonly { readonly label: string; readonly value: string }[]): number {
  const share = labelShareOf(row.length)
  const label = roomPt.width * share
  const value = roomPt.width / row.length - label
  return rowHeight(row.flatMap((field) => [[field.label, label] as const, [field.value, value] as const]))
}

export function labelShareOf(pairs: number): number {
  return pairs >= 3 ? labelShare[3] : pairs === 2 ? labelShare[2] : labelShare[1]
}

function rowHeight(cells: readonly (readonly [text: string, widthPt: number])[]): number {
  const lines = cells.map(([text, width]) => linesOf(text, width - cellPaddingPt.across, 'cell'))
  return Math.max(rowPt, Math.max(...lines) * sizes.cell.line + cellPaddingPt.down)
}

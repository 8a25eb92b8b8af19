import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  ImageRun,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { Block, Field, Piece, Signature } from './block.ts'
import { roomPt, rowPt, signaturePt, sizes } from './measure.ts'
import { labelShareOf } from './pages.ts'
import { writable } from './writable.ts'

/** Twentieths of a point, as the format counts lengths. */
const twips = (points: number): number => Math.round(points * 20)

const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const

/** The library's elements for each block. */
export function elementsOf(blocks: readonly Block[]): readonly (Paragraph | Table)[] {
  const pictures = { count: 0 }
  return blocks.flatMap((block) => elementsOfBlock(block, pictures))
}

function elementsOfBlock(block: Block, pictures: { count: number }): readonly (Paragraph | Table)[] {
  switch (block.kind) {
    case 'text':
      return [
        new Paragraph({
          alignment: AlignmentType.BOTH,
          indent: { firstLine: twips(2 * sizes.body.font) },
          children: runs(block.pieces),
        }),
      ]
    case 'line':
      return [new Paragraph({ alignment: alignments[block.align ?? 'left'], children: runs(block.pieces) })]
    case 'heading':
      return [new Paragraph({ style: 'PaperHeading', text: writable(block.text), keepNext: true })]
    case 'fields':
      return [fieldsTable(block.rows), gap()]
    case 'table': {
      const whole = block.columns.reduce((sum, { share }) => sum + share, 0)
      const widths = block.columns.map(({ share }) => twips((roomPt.width * share) / whole))
      const cellsOf = (texts: readonly string[], align: (at: number) => 'left' | 'center') =>
        texts.map((text, at) => cell(text, widths[at] ?? 0, align(at)))
      const heading = row(
        cellsOf(
          block.columns.map((column) => column.heading),
          () => 'center',
        ),
        true,
      )
      const rows = block.rows.map((texts) => row(cellsOf(texts, (at) => block.columns[at]?.align ?? 'left')))
      return [table([heading, ...rows], widths), gap()]
    }
    case 'signatures':
      return [signaturesTable(block.signatures, pictures)]
    case 'large':
      return [new Paragraph({ style: 'PaperLarge', alignment: AlignmentType.CENTER, text: writable(block.text) })]
    case 'page-break':
      return [new Paragraph({ pageBreakBefore: true, spacing: hairline })]
    case 'space':
      return Array.from({ length: block.lines }, () => new Paragraph({}))
  }
}

/** A paragraph that is there for the format alone. */
const hairline = { line: 20, lineRule: LineRuleType.EXACT, before: 0, after: 0 }

/** Between a table and what follows. */
const gap = (): Paragraph =>
  new Paragraph({ spacing: { line: twips(12), lineRule: LineRuleType.EXACT, before: 0, after: 0 } })

function runs(pieces: readonly Piece[]): TextRun[] {
  return pieces.map((piece) => {
    if (typeof piece === 'string') return new TextRun(writable(piece))
    if ('blank' in piece) return new TextRun({ text: '　'.repeat(piece.blank), underline: {} })
    return new TextRun({ text: writable(piece.underlined), underline: {} })
  })
}

function cell(text: string, width: number, align: 'left' | 'center', span?: number): TableCell {
  const paragraphs = text
    .split('\n')
    .map((each) => new Paragraph({ style: 'PaperCell', alignment: alignments[align], text: writable(each) }))
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { left: twips(5), right: twips(5), top: twips(2), bottom: twips(2) },
    children: paragraphs,
    ...(span ? { columnSpan: span } : {}),
  })
}

const row = (cells: readonly TableCell[], tableHeader = false): TableRow =>
  new TableRow({
    children: [...cells],
    cantSplit: true,
    tableHeader,
    height: { value: twips(rowPt), rule: HeightRule.ATLEAST },
  })

const table = (rows: readonly TableRow[], widths: readonly number[], more: { borders?: typeof noBorders } = {}) =>
  new Table({
    rows: [...rows],
    columnWidths: [...widths],
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    ...more,
  })

/** Six columns for each number of pairs a row: a pair less is a value that spans more. */
function fieldsTable(rows: readonly (readonly Field[])[]): Table {
  const most = Math.max(1, ...rows.map((each) => each.length))
  const label = twips(roomPt.width * labelShareOf(most))
  const value = twips(roomPt.width / most) - label
  const widths = Array.from({ length: most }, () => [label, value]).flat()
  return table(
    rows.map((pairs) =>
      row(
        pairs.flatMap((field, at) => {
          const last = at === pairs.length - 1
          const span = last ? 1 + 2 * (most - pairs.length) : 1
          const width = value + (span - 1) * ((label + value) / 2)
          return [cell(field.label, label, 'center'), cell(field.value, width, 'left', span > 1 ? span : undefined)]
        }),
      ),
    ),
    widths,
  )
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const noBorders = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
} as const

/** A label, a line to sign on or the drawn signature, and a date. */
function signaturesTable(signatures: readonly Signature[], pictures: { count: number }): Table {
  const widths = signaturePt.shares.map((share) => twips(roomPt.width * share))
  const rows = signatures.map((signature) => {
    const cells = [
      openCell(widths[0] ?? 0, new Paragraph({ style: 'PaperCell', text: writable(signature.label) })),
      openCell(widths[1] ?? 0, signed(signature, pictures)),
      openCell(
        widths[2] ?? 0,
        new Paragraph({
          style: 'PaperCell',
          alignment: AlignmentType.RIGHT,
          text: writable(signature.on ?? blankDate),
        }),
      ),
    ]
    return new TableRow({
      cantSplit: true,
      height: { value: twips(signaturePt.row), rule: HeightRule.ATLEAST },
      children: cells,
    })
  })
  return table(rows, widths, { borders: noBorders })
}

const blankDate = '　　年　　月　　日'

function openCell(width: number, paragraph: Paragraph): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.BOTTOM,
    margins: { left: 0, right: 0 },
    borders: noBorders,
    children: [paragraph],
  })
}

/** At least as high as a line: a picture is higher than one, and would be cut off. */
function signed({ picture }: Signature, pictures: { count: number }): Paragraph {
  const spacing = { line: twips(sizes.cell.line), lineRule: LineRuleType.AT_LEAST, before: 0, after: 0 }
  if (!picture) return new Paragraph({ style: 'PaperCell', children: runs([{ blank: 6 }]) })
  const no = String(++pictures.count)
  const pixels = (points: number) => Math.round((points * 96) / 72)
  const image = new ImageRun({
    type: 'png',
    data: picture,
    transformation: { width: pixels(signaturePt.width), height: pixels(signaturePt.height) },
    altText: { id: no, name: `签名${no}`, title: '签名', description: '签名' },
  })
  return new Paragraph({ spacing, children: [image] })
}

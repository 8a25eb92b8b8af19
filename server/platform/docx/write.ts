import { AlignmentType, Document, Footer, Packer, PageNumber, Paragraph, TextRun } from 'docx'
import type { Block, Docx } from './block.ts'
import { draftHeader } from './draft-mark.ts'
import { elementsOf } from './elements.ts'
import { pageMm } from './measure.ts'
import { settleTimes } from './settle.ts'
import { fontTable, styles } from './style.ts'
import { writable } from './writable.ts'

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The paper as .docx; the same paper is the same bytes. */
export async function writeDocx(paper: Docx): Promise<Buffer> {
  const mm = (length: number) => `${length}mm` as const
  const document = new Document({
    styles,
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(pageMm.width), height: mm(pageMm.height) },
            margin: {
              top: mm(pageMm.top),
              bottom: mm(pageMm.bottom),
              left: mm(pageMm.left),
              right: mm(pageMm.right),
              header: mm(20),
              footer: mm(24),
            },
          },
        },
        ...(paper.draft ? { headers: { default: draftHeader() } } : {}),
        footers: { default: new Footer({ children: [pageNumbers()] }) },
        children: bodyOf(paper),
      },
    ],
  })
  const overrides = [
    { path: 'word/fontTable.xml', data: fontTable() },
    { path: 'docProps/core.xml', data: properties(paper) },
  ]
  return settleTimes(await Packer.toBuffer(document, undefined, overrides))
}

/** Cover, head and blocks; pictures are counted over all of them. */
function bodyOf(paper: Docx) {
  const cover: readonly Block[] = paper.cover ? [...paper.cover, { kind: 'page-break' }] : []
  const elements = elementsOf([...cover, ...paper.blocks])
  const before = elementsOf(cover).length
  return [...elements.slice(0, before), ...head(paper), ...elements.slice(before)]
}

function head({ organ, title, number }: Docx): readonly Paragraph[] {
  const centred = (text: string) =>
    new Paragraph({ style: 'PaperTitle', alignment: AlignmentType.CENTER, text: writable(text) })
  return [
    ...(organ ? [centred(organ)] : []),
    centred(title),
    ...(number ? [new Paragraph({ alignment: AlignmentType.RIGHT, text: writable(number) })] : []),
    new Paragraph({}),
  ]
}

const pageNumbers = (): Paragraph =>
  new Paragraph({
    style: 'PaperSmall',
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: ['第', PageNumber.CURRENT, '页　共', PageNumber.TOTAL_PAGES, '页'] })],
  })

/** docProps/core.xml: who and when by the record, not by the clock of whoever writes the file. */
function properties({ title, author, madeAt }: Docx): string {
  const at = madeAt.toISOString()
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(author)}</dc:creator><cp:lastModifiedBy>${escaped(author)}</cp:lastModifiedBy><cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`
}

const escaped = (text: string): string =>
  writable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

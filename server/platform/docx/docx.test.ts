import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { type Block, type Docx, fields, heading, line, pageCount, paragraph, paragraphs, writeDocx } from './index.ts'
import { signaturePng } from './signature.test-support.ts'

const paper = (blocks: readonly Block[], more: Partial<Docx> = {}): Docx => ({
  title: '人民调解协议书',
  blocks,
  draft: false,
  author: '试验派出所',
  madeAt: new Date('2025-02-01T02:00:00Z'),
  ...more,
})

async function parts(docx: Docx): Promise<Readonly<Record<string, string>>> {
  const files = unzipSync(await writeDocx(docx))
  return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]))
}

const wordsOf = (xml: string | undefined): string =>
  [...(xml ?? '').matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('')

const everything: readonly Block[] = [
  heading('一、主要事实'),
  ...paragraphs('第一段。\n第二段 <引号>"甲"&乙。'),
  paragraph('自', { blank: 4 }, '起，由', { underlined: '甲某' }, '负责。'),
  fields([{ label: '姓名', value: '甲某' }], [{ label: '住址', value: '西隋村\n东头' }]),
  {
    kind: 'table',
    columns: [
      { heading: '序号', share: 1 },
      { heading: '名称', share: 4 },
    ],
    rows: [['1', '申请书']],
  },
  {
    kind: 'signatures',
    signatures: [{ label: '申请人：', picture: signaturePng, on: '2025年2月1日' }, { label: '调解员：' }],
  },
  line('此致'),
]

describe('a paper as .docx', () => {
  test('holds its title, number and words in order, as they were given', async () => {
    const { 'word/document.xml': document } = await parts(
      paper(everything, { organ: '西隋村人民调解委员会', number: '牛人调协〔2025〕第3号' }),
    )
    expect(wordsOf(document)).toContain('西隋村人民调解委员会人民调解协议书牛人调协〔2025〕第3号一、主要事实第一段。')
    expect(wordsOf(document)).toContain('第二段 &lt;引号&gt;&quot;甲&quot;&amp;乙。')
    expect(wordsOf(document)).toMatch(
      /住址西隋村东头序号名称1申请书申请人：2025年2月1日调解员：　　　　　　　　年　　月　　日此致$/,
    )
  })

  test('is A4 with the margins of an official paper, in 仿宋 that other systems find by its other names', async () => {
    const files = await parts(paper(everything))
    expect(files['word/document.xml']).toMatch(/w:pgSz w:w="(210mm|11906)" w:h="(297mm|16838)"/)
    expect(files['word/document.xml']).toMatch(/w:pgMar w:top="(37mm|2098)"/)
    expect(files['word/styles.xml']).toContain('w:eastAsia="仿宋"')
    expect(files['word/fontTable.xml']).toContain('FangSong')
  })

  test('leaves out characters that no file of this kind may hold', async () => {
    const { 'word/document.xml': document } = await parts(
      paper([line('甲\u0007乙\u001b丙\ufffe'), heading('丁\u0000')]),
    )
    expect(wordsOf(document)).toContain('甲乙丙丁')
  })

  test('reads as it was written: nothing in its words turns the direction of reading, and formulas stay words', async () => {
    const { 'word/document.xml': document } = await parts(
      paper([line('甲付乙\u202e005\u202c元\u2067丙\u2069'), line('=1+1 @SUM {MERGEFIELD x} 半个\ud83d字')]),
    )
    expect(wordsOf(document)).toContain('甲付乙005元丙')
    expect(wordsOf(document)).toContain('=1+1 @SUM {MERGEFIELD x} 半个\ufffd字')
    expect(document).not.toMatch(/w:instrText|w:fldSimple/)
  })

  test('counts its pages at the foot of each', async () => {
    const footer = (await parts(paper([])))['word/footer1.xml'] ?? ''
    expect(footer).toMatch(/第.*PAGE.*页　共.*NUMPAGES.*页/)
  })

  test('shows a drawn signature as a picture, and a line where nobody has signed yet', async () => {
    const files = unzipSync(await writeDocx(paper(everything)))
    const pictures = Object.entries(files).filter(([path]) => path.startsWith('word/media/'))
    expect(pictures.map(([, bytes]) => Buffer.from(bytes).equals(signaturePng))).toEqual([true])
    expect(strFromU8(files['word/document.xml'] ?? new Uint8Array())).toMatch(
      /<w:u w:val="single"\/><\/w:rPr><w:t[^>]*>　{6}</,
    )
  })

  test('says 草稿 on each page while it is a draft, and not afterwards', async () => {
    const draft = await parts(paper(everything, { draft: true }))
    expect(wordsOf(draft['word/header1.xml'])).toContain('草稿')
    expect(draft['word/header1.xml']).toContain('string="草稿"')
    const issued = await parts(paper(everything))
    expect(Object.values(issued).some((xml) => xml.includes('草稿'))).toBe(false)
  })

  test('is the same bytes each time, whatever was written before it and whenever', async () => {
    const first = await writeDocx(paper(everything, { draft: true }))
    await writeDocx(paper([...everything, ...everything]))
    expect((await writeDocx(paper(everything, { draft: true }))).equals(first)).toBe(true)
    expect((await writeDocx(paper(everything, { madeAt: new Date('2025-02-02T02:00:00Z') }))).equals(first)).toBe(false)
  })
})

describe('the count of its pages', () => {
  // the title takes 36 pt and an empty line 28 of the 638 pt of a page: 20 lines are left, as LibreOffice 7.4 says
  test.each([
    [0, 1],
    [20, 1],
    [21, 2],
    [42, 2],
    [43, 3],
  ])('%i short lines fill %i pages', (lines, pages) => {
    const blocks = Array.from({ length: lines }, () => line('一行'))
    expect(pageCount(paper(blocks))).toBe(pages)
  })

  test('never falls when something is added', () => {
    const block = fc.oneof(
      fc.integer({ min: 1, max: 400 }).map((length) => paragraph('纠'.repeat(length))),
      fc.integer({ min: 1, max: 300 }).map((length) => fields([{ label: '简要情况', value: '纠'.repeat(length) }])),
      fc.integer({ min: 1, max: 6 }).map(
        (count): Block => ({
          kind: 'signatures',
          signatures: Array.from({ length: count }, () => ({ label: '甲' })),
        }),
      ),
    )
    fc.assert(
      fc.property(fc.array(block, { maxLength: 12 }), block, (blocks, last) => {
        expect(pageCount(paper([...blocks, last]))).toBeGreaterThanOrEqual(pageCount(paper(blocks)))
      }),
    )
  })
})

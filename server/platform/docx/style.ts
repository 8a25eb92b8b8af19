import { type IParagraphStyleOptions, type IStylesOptions, LineRuleType } from 'docx'
import { type Size, sizes } from './measure.ts'

type Face = 'body' | 'title' | 'strong'

/** Chinese faces by the names that Windows gives them; Latin letters and figures stand in Times New Roman. */
const faces: Readonly<Record<Face, string>> = { body: '仿宋', title: '宋体', strong: '黑体' }

export const fontOf = (face: Face) => ({
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  cs: 'Times New Roman',
  eastAsia: faces[face],
})

/** In half-points, as the format counts. */
export const halfPoints = (size: Size): number => sizes[size].font * 2

/** A line of fixed height (in twentieths of a point), so that 22 of them fill a page whatever font is there. */
export const exactLine = (size: Size) => ({
  line: sizes[size].line * 20,
  lineRule: LineRuleType.EXACT,
  before: 0,
  after: 0,
})

const style = (id: string, size: Size, face: Face, more: Partial<IParagraphStyleOptions['run']> = {}) => ({
  id,
  name: id,
  basedOn: 'Normal',
  run: { size: halfPoints(size), font: fontOf(face), ...more },
  paragraph: { spacing: exactLine(size) },
})

export const styles: IStylesOptions = {
  default: {
    document: { run: { size: halfPoints('body'), font: fontOf('body') }, paragraph: { spacing: exactLine('body') } },
  },
  paragraphStyles: [
    style('PaperTitle', 'title', 'title', { bold: true }),
    style('PaperHeading', 'body', 'strong'),
    style('PaperCell', 'cell', 'body'),
    style('PaperSmall', 'small', 'title'),
    style('PaperLarge', 'large', 'title', { bold: true }),
  ],
}

/** The same faces by the names under which other systems have them. */
const otherNames: Readonly<Record<string, string>> = {
  仿宋: 'FangSong,仿宋_GB2312,FangSong_GB2312,STFangsong,Noto Serif CJK SC',
  宋体: 'SimSun,STSong,Songti SC,Noto Serif CJK SC',
  黑体: 'SimHei,STHeiti,Heiti SC,Noto Sans CJK SC',
}

/** word/fontTable.xml: whoever lacks a face takes it by another name (ISO 29500-1 §17.8.3.1). */
export function fontTable(): string {
  const fonts = Object.entries(otherNames).map(
    ([name, others]) =>
      `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>`,
  )
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`
}

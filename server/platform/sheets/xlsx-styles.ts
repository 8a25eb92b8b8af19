import { readWholeXml } from './xml.ts'

/** Which cell styles show a number as a date or time: looked up by the `s` of a cell. */
export type DateStyles = readonly boolean[]

/** Built-in date and time formats, the Chinese ones (27–36, 50–58) with them (ECMA-376 part 1, §18.8.30). */
const builtIn = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

export async function readDateStyles(part: AsyncIterable<Buffer>): Promise<DateStyles> {
  const custom = new Map<number, boolean>()
  const styles: boolean[] = []
  let inCellFormats = false
  await readWholeXml(part, {
    open(tag, attributes) {
      if (tag === 'cellXfs') inCellFormats = true
      if (tag === 'numFmt') custom.set(Number(attributes.numFmtId), isDateFormat(attributes.formatCode ?? ''))
      if (tag === 'xf' && inCellFormats) {
        const id = Number(attributes.numFmtId ?? 0)
        styles.push(custom.get(id) ?? builtIn(id))
      }
    },
    text() {},
    close(tag) {
      if (tag === 'cellXfs') inCellFormats = false
    },
  })
  return styles
}

/** yyyy-mm-dd, [h]:mm, yyyy"年"m"月"d"日"; not 0.00, #,##0"吨", [Red]0. */
export function isDateFormat(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  return /[ymdhs]/i.test(bare) && !/general/i.test(bare)
}

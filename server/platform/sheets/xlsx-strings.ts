import type { SheetLimits } from './limits.ts'
import { SheetProblem } from './problem.ts'
import { cleanText, ownString } from './text.ts'
import { readWholeXml } from './xml.ts'

/** The shared strings in order, rich text joined, readings (phonetic runs) left out. */
export async function readSharedStrings(part: AsyncIterable<Buffer>, limits: SheetLimits): Promise<readonly string[]> {
  const strings: string[] = []
  let text = ''
  let inText = false
  let inReading = false
  let chars = 0
  await readWholeXml(part, {
    open(tag) {
      if (tag === 'si') text = ''
      else if (tag === 't') inText = true
      else if (tag === 'rPh') inReading = true
    },
    text(piece) {
      if (inText && !inReading) text += piece
    },
    close(tag) {
      if (tag === 't') inText = false
      else if (tag === 'rPh') inReading = false
      else if (tag === 'si') {
        chars += text.length + 8
        if (chars > limits.maxSharedChars) throw new SheetProblem('sheet/zip-bomb', { detail: 'sharedStrings' })
        strings.push(ownString(cleanText(unescapeXlsx(text))))
      }
    },
  })
  return strings
}

/** _x000D_ and the like: characters that XML cannot carry. */
export function unescapeXlsx(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

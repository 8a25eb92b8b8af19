import { blank, type Cell } from './cell.ts'
import { SheetProblem } from './problem.ts'

/** A merged range; rows and columns from 1, both ends included. */
export type Merge = {
  readonly range: string
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** Columns from 1, both ends included. */
type Columns = { readonly from: number; readonly to: number }

/** What of a worksheet lies before and behind its rows. */
export type Layout = { readonly merges: readonly Merge[]; readonly hidden: readonly Columns[] }

const maxHeadChars = 2 ** 20
const maxTailChars = 32 * 2 ** 20
const maxMerges = 100_000

/** Merged ranges and hidden columns of a worksheet. They stand around the rows, so this is a quick pass before them. */
export async function readLayout(part: AsyncIterable<Buffer>): Promise<Layout> {
  let carry = ''
  let head: string | null = ''
  let tail: string | null = null
  let hidden: readonly Columns[] = []
  for await (const chunk of part) {
    const text: string = chunk.toString('latin1')
    if (tail !== null) {
      tail += text
      if (tail.length > maxTailChars) throw new SheetProblem('sheet/broken', { detail: 'sheet' })
      continue
    }
    if (head !== null) {
      head += text
      if (/<(?:\w+:)?sheetData/.test(head) || head.length > maxHeadChars) {
        hidden = hiddenColumns(head)
        head = null
      }
    }
    const window = carry + text
    const end = window.search(/<\/(?:\w+:)?sheetData\s*>/)
    if (end >= 0) tail = window.slice(end)
    else carry = window.slice(-64)
  }
  const merges: Merge[] = []
  for (const match of (tail ?? '').matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g)) {
    const [, left = '', top = '', right = '', bottom = ''] = match
    const range = `${left}${top}:${right}${bottom}`
    merges.push({ range, top: Number(top), bottom: Number(bottom), left: columnOf(left), right: columnOf(right) })
    if (merges.length > maxMerges) throw new SheetProblem('sheet/broken', { detail: 'mergeCells' })
  }
  return { merges: merges.sort((a, b) => a.top - b.top), hidden }
}

/** `<col min max hidden>` (ECMA-376 part 1, §18.3.1.13), whatever the order of its attributes. */
function hiddenColumns(head: string): readonly Columns[] {
  return [...head.matchAll(/<(?:\w+:)?col\s([^>]*)>/g)].flatMap(([, attributes = '']) => {
    const number = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(attributes)?.[1])
    const [from, to] = [number('min'), number('max')]
    return /\bhidden="(1|true)"/.test(attributes) && from > 0 && to >= from ? [{ from, to }] : []
  })
}

/**
 * Puts merged values where the person sees them: down the first column of a range, since a village merged over its
 * rows is meant for each of them. Cells further right become `merged`, a problem for any column that needs a value.
 * Rows are to be given in ascending order.
 */
export function mergeFiller(merges: readonly Merge[]): (row: number, cells: Cell[]) => void {
  let next = 0
  let running: { merge: Merge; value: Cell }[] = []
  return (row, cells) => {
    if (next >= merges.length && running.length === 0) return
    running = running.filter(({ merge }) => merge.bottom >= row)
    for (let merge = merges[next]; merge !== undefined && merge.top <= row; merge = merges[++next]) {
      if (merge.bottom < row) continue
      running.push({ merge, value: merge.top === row ? (cells[merge.left - 1] ?? blank) : blank })
    }
    for (const { merge, value } of running) {
      if (merge.top < row) put(cells, merge.left, value)
      // ranges wider than any sheet of ours are titles
      for (let column = merge.left + 1; column <= Math.min(merge.right, merge.left + 200); column++) {
        put(cells, column, { kind: 'merged', range: merge.range })
      }
    }
  }
}

/** A → 1, AA → 27. */
export function columnOf(letters: string): number {
  let column = 0
  for (let at = 0; at < letters.length; at++) column = column * 26 + letters.charCodeAt(at) - 64
  return column
}

function put(cells: Cell[], column: number, value: Cell): void {
  while (cells.length < column) cells.push(blank)
  cells[column - 1] = value
}

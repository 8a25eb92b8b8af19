/** A box of the ISO base media file format (ISO/IEC 14496-12): its content, `from` to `to`, after the head that lies `at`. */
export type Box = { readonly name: string; readonly at: number; readonly from: number; readonly to: number }

export type Extent = { readonly from: number; readonly to: number }

/** The boxes that lie one after another. Throws a RangeError where one leads out. */
export function boxesIn(file: Buffer, { from, to }: Extent): readonly Box[] {
  const found: Box[] = []
  for (let at = from; at + 8 <= to; ) {
    const short = file.readUInt32BE(at)
    const head = short === 1 ? 16 : 8
    const length = short === 1 ? Number(file.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short
    if (length < head || at + length > to) throw new RangeError('a box leads out of the file')
    found.push({ name: file.toString('latin1', at + 4, at + 8), at, from: at + head, to: at + length })
    at += length
  }
  return found
}

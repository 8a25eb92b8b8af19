import { type Box, boxesIn, type Extent } from './boxes.ts'

/** What a player reads of the file itself (ISO/IEC 14496-12); all else at the top is a maker's own, or says what is not heard. */
const needed = new Set(['ftyp', 'styp', 'moov', 'moof', 'mdat', 'mfra', 'sidx', 'ssix', 'prft', 'free', 'skip', 'wide'])

/** Boxes in which others lie, among them those that tell. */
const holding = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'moof', 'traf', 'mvex', 'edts'])

/**
 * Where it was recorded, and on what: `©xyz`, `loci` (3GPP TS 26.244) and GPS boxes lie in `udta`, Apple’s
 * `com.apple.quicktime.location…` in `meta`, XMP in `uuid`. None is needed to hear it.
 */
const telling = new Set(['udta', 'meta', 'uuid', 'ID32', 'loci', '\u00a9xyz', 'gps ', 'GPS '])

/**
 * Overwrites each box that tells with `free` space of the same length: nothing moves, so that the places that the file
 * speaks of stay right.
 */
export function mp4WithoutMetadata(media: Buffer): Buffer | null {
  const top = boxesIn(media, { from: 0, to: media.length })
  if (top[0]?.name !== 'ftyp') return null
  const cleaned = Buffer.from(media)
  for (const box of top) if (!needed.has(box.name)) free(cleaned, box)
  // a list of its own and no recursion: how deep they lie is the sender's to choose
  const waiting: Extent[] = top.filter(({ name }) => holding.has(name))
  for (let within = waiting.pop(); within; within = waiting.pop()) {
    for (const box of boxesIn(media, within)) {
      if (telling.has(box.name)) free(cleaned, box)
      else if (holding.has(box.name)) waiting.push(box)
    }
  }
  return cleaned
}

function free(file: Buffer, { at, from, to }: Box): void {
  file.write('free', at + 4, 'latin1')
  file.fill(0, from, to)
}

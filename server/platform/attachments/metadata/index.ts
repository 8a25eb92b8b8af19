import { heicWithoutMetadata } from './heic.ts'
import { jpegWithoutMetadata } from './jpeg.ts'
import { mp4WithoutMetadata } from './mp4.ts'
import { pngWithoutMetadata } from './png.ts'
import { webpWithoutMetadata } from './webp.ts'

const byType: Readonly<Record<string, (photo: Buffer) => Buffer | null>> = {
  'image/jpeg': jpegWithoutMetadata,
  'image/png': pngWithoutMetadata,
  'image/webp': webpWithoutMetadata,
  'image/heic': heicWithoutMetadata,
  'audio/mp4': mp4WithoutMetadata,
  'audio/3gpp': mp4WithoutMetadata,
}

/** Types that are kept only without what they say of place. */
export const isCleaned = (type: string): boolean => byType[type] !== undefined

/**
 * A photo without what it says of place, time, device and maker, speech without its place (ARCHITECTURE “no place data left
 * in photos unless it is evidence”). Picture and sound are not touched. Null where it is not built as its type is: then
 * nobody knows what is left in it.
 */
export function withoutMetadata(type: string, content: Buffer): Buffer | null {
  const strip = byType[type]
  if (!strip) return null
  try {
    return strip(content)
  } catch (error) {
    // a length that leads out of the file
    if (error instanceof RangeError) return null
    throw error
  }
}

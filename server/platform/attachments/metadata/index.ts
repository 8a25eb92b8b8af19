import { heicWithoutMetadata } from './heic.ts'
import { jpegWithoutMetadata } from './jpeg.ts'
import { pngWithoutMetadata } from './png.ts'
import { webpWithoutMetadata } from './webp.ts'

const byType: Readonly<Record<string, (photo: Buffer) => Buffer | null>> = {
  'image/jpeg': jpegWithoutMetadata,
  'image/png': pngWithoutMetadata,
  'image/webp': webpWithoutMetadata,
  'image/heic': heicWithoutMetadata,
}

/**
 * A photo without what it says of place, time, device and maker (ARCHITECTURE “no place data left in photos unless it is
 * evidence”). The picture itself is not touched. Null where it is not built as its type is: then nobody knows what is
 * left in it.
 */
export function withoutMetadata(type: string, photo: Buffer): Buffer | null {
  const strip = byType[type]
  if (!strip) return null
  try {
    return strip(photo)
  } catch (error) {
    // a length that leads out of the file
    if (error instanceof RangeError) return null
    throw error
  }
}

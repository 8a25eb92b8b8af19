import fc from 'fast-check'
import { fileTypeFromBuffer } from 'file-type'
import { describe, expect, test } from 'vitest'
import { withoutMetadata } from './metadata/index.ts'
import { heic, jpeg, png, secretPlace, webp } from './photos.test-setup.ts'

const photos = { 'image/jpeg': jpeg(), 'image/png': png(), 'image/webp': webp(), 'image/heic': heic() }

describe('a photo that is no evidence', () => {
  test.each(Object.entries(photos))('%s loses every place in it and stays what it is', async (type, photo) => {
    expect(photo.includes(secretPlace)).toBe(true)
    const cleaned = withoutMetadata(type, photo)
    expect(cleaned?.includes(secretPlace)).toBe(false)
    expect((await fileTypeFromBuffer(cleaned ?? Buffer.alloc(0)))?.mime).toBe(type)
    // cleaned once more it does not change: a phone that has cleaned it sends what is kept
    expect(withoutMetadata(type, cleaned ?? Buffer.alloc(0))).toEqual(cleaned)
  })

  test('a JPEG keeps its tables, scans, frame and colours, and how the phone was held', () => {
    const cleaned = withoutMetadata('image/jpeg', jpeg({ orientation: 6 })) ?? Buffer.alloc(0)
    for (const part of ['JFIF', 'ICC_PROFILE']) expect(cleaned.includes(part)).toBe(true)
    const scan = Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56])
    expect(cleaned.indexOf(scan)).toBeGreaterThan(0)
    expect(cleaned.indexOf(scan)).not.toBe(cleaned.lastIndexOf(scan))
    expect(cleaned.includes(Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]))).toBe(true)
    expect(cleaned.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]))
    expect(withoutMetadata('image/jpeg', jpeg())?.includes('Exif')).toBe(false)
  })

  test('a HEIC keeps its length and its picture where it lay', () => {
    const cleaned = withoutMetadata('image/heic', heic())
    expect(cleaned).toHaveLength(heic().length)
    expect(cleaned?.indexOf('picture-data')).toBe(heic().indexOf('picture-data'))
  })

  test.each(Object.entries(photos))(
    '%s that is cut anywhere or altered is refused or clean, never an error',
    (type, photo) => {
      fc.assert(
        fc.property(fc.nat(photo.length - 1), fc.nat(photo.length - 1), fc.nat(255), (end, at, value) => {
          const altered = Buffer.from(photo)
          altered[at] = value
          for (const given of [photo.subarray(0, end), altered]) withoutMetadata(type, given)
        }),
        { numRuns: 500 },
      )
    },
  )
})

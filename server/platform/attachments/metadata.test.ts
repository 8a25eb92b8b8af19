import fc from 'fast-check'
import { fileTypeFromBuffer } from 'file-type'
import { describe, expect, test } from 'vitest'
import { boxesIn } from './metadata/boxes.ts'
import { withoutMetadata } from './metadata/index.ts'
import { heic, jpeg, png, secretPlace, webp } from './photos.test-setup.ts'
import { box, soundOf, speechMp4 } from './speech.test-setup.ts'

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

describe('speech in MP4 that is no evidence', () => {
  test.each([
    ['M4A ', 'audio/mp4', 'audio/x-m4a'],
    ['isom', 'audio/mp4', 'video/mp4'],
    ['3gp4', 'audio/3gpp', 'video/3gpp'],
  ])('%s loses every place in it, and its sound stays where the head says', async (brand, type, found) => {
    const speech = speechMp4({ brand })
    expect(speech.toString('latin1').split(secretPlace)).toHaveLength(8)
    const cleaned = withoutMetadata(type, speech) ?? Buffer.alloc(0)
    for (const told of [secretPlace, 'location', '\u00a9xyz', 'loci', 'udta']) {
      expect(cleaned.includes(Buffer.from(told, 'latin1')), told).toBe(false)
    }
    expect(cleaned).toHaveLength(speech.length)
    expect(soundOf(cleaned).equals(soundOf(speech))).toBe(true)
    expect(soundOf(cleaned).length).toBeGreaterThan(0)
    expect((await fileTypeFromBuffer(cleaned))?.mime).toBe(found)
    const top = boxesIn(cleaned, { from: 0, to: cleaned.length }).map(({ name }) => name)
    expect(top).toEqual(['ftyp', 'moov', 'mdat', 'free'])
    // cleaned once more it does not change
    expect(withoutMetadata(type, cleaned)?.equals(cleaned)).toBe(true)
  })

  test('is refused where a box leads out of the file, and boxes in boxes without end do no harm', () => {
    const speech = speechMp4()
    expect(withoutMetadata('audio/mp4', speech.subarray(0, speech.length - 5))).toBe(null)
    expect(withoutMetadata('audio/mp4', Buffer.from('no boxes in it at all'))).toBe(null)
    const deep = Buffer.alloc(8 * 100_000)
    for (let at = 0; at < deep.length; at += 8) {
      deep.writeUInt32BE(deep.length - at, at)
      deep.write('moov', at + 4)
    }
    expect(withoutMetadata('audio/mp4', Buffer.concat([box('ftyp', Buffer.from('M4A ')), deep]))).toHaveLength(
      deep.length + 12,
    )
  })

  test('cut anywhere or altered it is refused or clean, never an error', () => {
    const speech = speechMp4({ frames: 2 })
    fc.assert(
      fc.property(fc.nat(speech.length - 1), fc.nat(speech.length - 1), fc.nat(255), (end, at, value) => {
        const altered = Buffer.from(speech)
        altered[at] = value
        for (const given of [speech.subarray(0, end), altered]) withoutMetadata('audio/mp4', given)
      }),
      { numRuns: 500 },
    )
  })
})

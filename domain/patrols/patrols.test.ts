import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { at } from '../duties/story.test-support.ts'
import { roles } from '../members/index.ts'
import { gpxOf, holesOf, isFar, lengthM, mayBeginTrack, type TrackPoint, trackConsentTexts } from './index.ts'

describe('how far a check-in was off', () => {
  test.each([
    [300, 10, false],
    [301, 10, true],
    [900, 1000, false],
    [1001, 1000, true],
  ])('%d m at an accuracy of %d m is far: %s', (distance, accuracy, far) => {
    expect(isFar(distance, accuracy)).toBe(far)
  })
})

describe('the holes of a track', () => {
  const beganAt = at('2025-02-03 09:00')
  const points = (...minutes: readonly number[]) => minutes.map((minute) => beganAt + minute * 60_000)
  const told = (minutes: readonly number[], end: number | null) =>
    holesOf(points(...minutes), { beganAt, endedAt: end === null ? null : beganAt + end * 60_000 }).map(
      ({ from, to }) => `${(from - beganAt) / 60_000}–${(to - beganAt) / 60_000}`,
    )

  test.each<[string, readonly number[], number | null, readonly string[]]>([
    ['has none with a point every minute', [1, 2, 3, 4], 5, []],
    ['has none where there are just two minutes', [2, 4, 6], 8, []],
    ['is said from–to', [1, 2, 30, 31], 32, ['2–30']],
    ['is there before the first point', [10, 11], 12, ['0–10']],
    ['is there before the end', [1, 2], 20, ['2–20']],
    ['ends with its last point where nobody ended it', [1, 2, 20], null, ['2–20']],
    ['is all of a track without a point', [], 20, ['0–20']],
    ['a track without a point or an end says nothing', [], null, []],
    ['points outside the track fill none', [-1, 1, 25], 20, ['1–20']],
    ['points come in any order', [3, 1, 2], 4, []],
  ])('%s', (_what, minutes, end, holes) => {
    expect(told(minutes, end)).toEqual(holes)
  })

  it('for any points: what is not a hole is covered, and no hole holds a point', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3600 })), (seconds) => {
        const made = seconds.map((second) => beganAt + second * 1000)
        const endedAt = beganAt + 3_600_000
        const holes = holesOf(made, { beganAt, endedAt })
        for (const { from, to } of holes) {
          expect(to - from).toBeGreaterThan(120_000)
          expect(made.some((one) => one > from && one < to)).toBe(false)
        }
        const lengths = holes.map(({ from, to }) => to - from)
        const covered = 3_600_000 - lengths.reduce((sum, length) => sum + length, 0)
        expect(covered).toBeLessThanOrEqual((made.length + 1) * 120_000)
      }),
    )
  })
})

describe('how long a track is', () => {
  const beganAt = at('2025-02-03 09:00')
  /** So many metres north of where it began, at a minute. */
  const point = (minute: number, northM: number, accuracyM = 10): TrackPoint => [
    beganAt / 1000 + minute * 60,
    37.35 + northM / 111_195,
    118.43,
    accuracyM,
  ]
  const hole = (from: number, to: number) => ({
    from: new Date(beganAt + from * 60_000).toISOString(),
    to: new Date(beganAt + to * 60_000).toISOString(),
  })
  test.each<[string, readonly TrackPoint[], readonly ReturnType<typeof hole>[], number]>([
    ['nothing without a point', [], [hole(0, 20)], 0],
    ['there and back', [point(0, 0), point(1, 60), point(2, 0)], [], 120],
    ['not what lies in a hole', [point(0, 0), point(1, 60), point(30, 900), point(31, 960)], [hole(1, 30)], 120],
    ['nothing while its phone lies still', [point(0, 0), point(1, 8), point(2, -9), point(3, 4)], [], 0],
    ['slow steps, once they are a way', [point(0, 0), point(1, 8), point(2, 16), point(3, 24)], [], 16],
    ['nothing that may be the phone’s error', [point(0, 0, 5), point(1, 60, 80)], [], 0],
  ])('%s', (_what, points, holes, long) => {
    expect(lengthM({ points, holes })).toBeCloseTo(long, 0)
  })

  test('a hole begins a new segment of its file', () => {
    const points = [point(0, 0), point(1, 60), point(30, 900)]
    const beganText = new Date(beganAt).toISOString()
    const gpx = gpxOf({ beganAt: beganText, points, holes: [hole(1, 30)] })
    expect(gpx.split('<trkseg>').map((segment) => segment.split('<trkpt ').length - 1)).toEqual([0, 2, 1])
    expect(gpxOf({ beganAt: beganText, points: [], holes: [] })).not.toContain('trkseg')
  })
})

describe('a track begins', () => {
  test.each(roles)('for a %s with their consent alone', (role) => {
    expect(mayBeginTrack(role, { consents: false, shiftRuns: true })).toBe('track/no-consent')
    expect(mayBeginTrack(role, { consents: true, shiftRuns: true })).toBeNull()
  })

  test.each([
    ['officer', 'track/not-on-duty'],
    ['auxiliary', 'track/not-on-duty'],
    ['chief', 'track/not-on-duty'],
    ['volunteer', null],
    ['partner', null],
  ] as const)('without a shift for a %s: %s', (role, refusal) => {
    expect(mayBeginTrack(role, { consents: true, shiftRuns: false })).toBe(refusal)
  })
})

test('texts of consent are numbered from 1, and say the same in both languages', () => {
  expect(trackConsentTexts.map(({ version }) => version)).toEqual(trackConsentTexts.map((_, index) => index + 1))
  for (const { zh, en } of trackConsentTexts) expect(zh.split('\n').length).toBe(en.split('\n').length)
})

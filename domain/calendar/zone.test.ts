import { describe, expect, it } from 'vitest'
import { dayNumber } from './civil-date.ts'
import { instantText, parseInstant } from './instant.ts'
import { dayOf, shanghai, zoneOf } from './zone.ts'

const instant = (text: string): number => parseInstant(text) ?? Number.NaN

describe('a zone', () => {
  it('begins a day in Shanghai at 16:00 UTC of the day before', () => {
    const start = shanghai.startOfDay(dayNumber('2025-02-03'))
    expect(new Date(start).toISOString()).toBe('2025-02-02T16:00:00.000Z')
    expect(dayOf(start, 'Asia/Shanghai')).toBe('2025-02-03')
    expect(dayOf(new Date(start - 1), 'Asia/Shanghai')).toBe('2025-02-02')
  })

  it('knows the days of 23 and 25 hours of a zone that changes its clocks', () => {
    const berlin = zoneOf('Europe/Berlin')
    const hours = (date: string) => (berlin.startOfDay(dayNumber(date) + 1) - berlin.startOfDay(dayNumber(date))) / 36e5
    expect([hours('2025-03-30'), hours('2025-10-26'), hours('2025-06-01')]).toEqual([23, 25, 24])
    for (const date of ['2025-03-30', '2025-10-26', '2025-12-31']) {
      const start = berlin.startOfDay(dayNumber(date))
      expect([dayOf(start, 'Europe/Berlin'), berlin.dayOf(start - 1)]).toEqual([date, dayNumber(date) - 1])
    }
  })

  it.each([
    // clocks were put on at midnight: the day began at one
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
    // put back from one to midnight: it came twice, and the day began with the first
    ['America/Havana', '2024-11-03', '2024-11-03T04:00:00.000Z'],
    // a day that nobody there had begins when the next one does
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z'],
  ])('in %s begins %s at its first instant', (zone, day, start) => {
    expect(new Date(zoneOf(zone).startOfDay(dayNumber(day))).toISOString()).toBe(start)
  })

  it('is refused when nobody knows it', () => {
    expect(() => zoneOf('Mars/Olympus')).toThrow(RangeError)
  })
})

describe('an instant', () => {
  it.each([
    ['2025-02-03T00:00:00+08:00', '2025-02-02T16:00:00.000Z'],
    ['2025-02-17T09:00+08:00', '2025-02-17T01:00:00.000Z'],
    ['2025-02-17T01:00:00.250Z', '2025-02-17T01:00:00.250Z'],
    ['2025-02-16T20:00:00-05:00', '2025-02-17T01:00:00.000Z'],
  ])('is read from %s', (text, utc) => {
    expect(new Date(instant(text)).toISOString()).toBe(utc)
  })

  it.each(['2025-02-17T09:00', '2025-02-30T09:00Z', '2025-02-17', '2025-02-17T24:00Z', 'now'])('is not %s', (text) => {
    expect(parseInstant(text)).toBeNull()
  })

  it('is written with its zone’s offset', () => {
    expect(instantText(instant('2025-02-02T16:00Z'), shanghai)).toBe('2025-02-03T00:00:00+08:00')
    expect(instantText(instant('2025-02-02T16:00:00.007Z'), shanghai)).toBe('2025-02-03T00:00:00.007+08:00')
    expect(instantText(instant('2025-07-01T00:00Z'), zoneOf('America/New_York'))).toBe('2025-06-30T20:00:00-04:00')
  })
})

import { describe, expect, it } from 'vitest'
import { visit } from '../duties/story.test-support.ts'
import { counts, mayRecordKind } from './index.ts'

const any = { visitKinds: [], presentRoles: [] }

describe('what counts', () => {
  it.each([
    ['somebody was met', { outcome: 'met' }, 'shop', true],
    ['the place was inspected', { outcome: 'inspected' }, 'shop', true],
    ['an attempt failed', { outcome: 'failed' }, 'shop', false],
    ['a look from outside at a shop', { outcome: 'outside-look' }, 'shop', false],
    ['a look from outside at a vacant courtyard', { outcome: 'outside-look' }, 'vacant-courtyard', true],
    ['a look from outside at a valve chamber', { outcome: 'outside-look' }, 'valve-chamber', true],
    ['a look from outside at a segment', { outcome: 'outside-look' }, 'segment', true],
  ] as const)('%s', (_sentence, more, kind, expected) => {
    expect(counts(visit('2025-02-03', more), kind, any)).toBe(expected)
  })

  it('is a kind that the line accepts, with one of those present that it wants', () => {
    const seen = visit('2025-02-03', { kind: 'targeted', rolesPresent: ['cadre', 'auxiliary'] })
    expect(counts(seen, 'shop', { visitKinds: ['patrol'], presentRoles: [] })).toBe(false)
    expect(counts(seen, 'shop', { visitKinds: ['targeted', 'patrol'], presentRoles: ['officer', 'auxiliary'] })).toBe(
      true,
    )
    expect(counts(seen, 'shop', { visitKinds: [], presentRoles: ['officer'] })).toBe(false)
  })
})

describe('who enters which kind of visit', () => {
  it('is police any, a volunteer the canvass, a partner the targeted check', () => {
    expect(mayRecordKind('officer', 'canvass')).toBe(true)
    expect(mayRecordKind('volunteer', 'canvass')).toBe(true)
    expect(mayRecordKind('volunteer', 'patrol')).toBe(false)
    expect(mayRecordKind('partner', 'targeted')).toBe(true)
    expect(mayRecordKind('auditor', 'patrol')).toBe(false)
  })
})

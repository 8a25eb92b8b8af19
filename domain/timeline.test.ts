import { expect, test } from 'vitest'
import { followUpEntryKinds, followUpSubjects } from './follow-ups/index.ts'
import { roles } from './members/index.ts'
import { reach } from './permissions.ts'
import { followUpReading, readableKinds, readingOf, timelineKinds, timelineReading } from './timeline.ts'

test('every role has a word for every kind of entry', () => {
  expect(Object.keys(timelineReading).sort()).toEqual([...roles].sort())
  const kinds = [...timelineKinds, ...followUpEntryKinds].sort()
  for (const role of roles) expect(Object.keys(timelineReading[role]).sort()).toEqual(kinds)
  expect(Object.keys(followUpReading).sort()).toEqual([...roles].sort())
  for (const role of roles) expect(Object.keys(followUpReading[role]).sort()).toEqual([...followUpSubjects].sort())
})

test('check-ins are read by those who may list them, and by others each their own', () => {
  for (const role of roles) {
    const listed = reach('check-in.read', role)
    const expected = listed === 'station' ? 'full' : (listed ?? 'none')
    expect(timelineReading[role]['check-in'], role).toBe(expected)
  }
})

test.each(['chief', 'instructor', 'deputy', 'officer', 'auxiliary'] as const)('%s reads all of it', (role) => {
  expect(readableKinds(role)).toEqual(timelineKinds)
  for (const kind of [...timelineKinds, ...followUpEntryKinds]) expect(readingOf(role, kind, false)).toBe('full')
})

test('a volunteer reads own visits and what was answered to own reports, and nobody else’s', () => {
  for (const kind of ['visit', 'attempt', 'check-in', 'check', 'incident'] as const) {
    expect(readingOf('volunteer', kind, true)).toBe('full')
    expect(readingOf('volunteer', kind, false)).toBe('none')
  }
  for (const kind of ['proposal', 'tier-change', 'contact', 'red-review', 'excusal'] as const) {
    expect(readingOf('volunteer', kind, false)).toBe('none')
  }
})

test.each(['cadre', 'partner'] as const)('no name and no free text of others reaches a %s', (role) => {
  for (const kind of [...timelineKinds, ...followUpEntryKinds]) expect(readingOf(role, kind, false)).not.toBe('full')
  expect(readingOf(role, 'incident', false)).toBe('brief')
  expect(readingOf(role, 'contact', true)).toBe('none')
})

test('an administrator reads no timeline', () => {
  expect(readableKinds('administrator')).toEqual([])
  for (const kind of followUpEntryKinds) expect(readingOf('administrator', kind, true)).toBe('none')
})

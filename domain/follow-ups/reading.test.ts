import { describe, expect, it } from 'vitest'
import type { Role } from '../members/index.ts'
import {
  askerMeant,
  type FollowUpSubject,
  followUpOf,
  readFollowUp,
  reporterNamedTo,
  resident,
  theOneWhoReported,
} from './index.ts'
import { opened, type Step, story, worked } from './story.test-support.ts'

const settled: Step = { kind: 'settled' }

/** Reported in a message, worked on, settled, told and confirmed. */
const whole = (subject: FollowUpSubject = 'dispute', reporterId = 'volunteer') =>
  story(opened({ subject, source: 'message', by: reporterId, reporterId }))
    .does('duty-officer', '2025-02-01 10:05', { kind: 'accepted' })
    .does('duty-officer', '2025-02-01 10:10', { kind: 'transferred', ownerId: 'officer' })
    .does('officer', '2025-02-01 11:00', worked('on-the-scene'))
    .does('chief', '2025-02-01 11:30', { kind: 'promised', settleBy: '2025-03-01' })
    .does('officer', '2025-02-01 12:00', settled)
    .does('officer', '2025-02-01 12:10', { kind: 'told', to: reporterId })
    .does(reporterId, '2025-02-03 09:00', { kind: 'confirmed', from: reporterId }).entries

const read = (memberId: string, role: Role, entries = whole()) =>
  readFollowUp(entries, { memberId, role }).map(({ kind, reading }) => `${kind} ${reading}`)

describe('what is read of a follow-up', () => {
  it.each(['chief', 'deputy', 'officer', 'auxiliary', 'auditor'] as const)(
    'a %s reads all of it, and who reported it',
    (role) => {
      const entries = readFollowUp(whole(), { memberId: 'somebody', role })
      expect(entries).toHaveLength(8)
      expect(entries.every(({ reading }) => reading === 'full')).toBe(true)
      expect(entries[0]).toMatchObject({ by: 'volunteer', source: 'message', ownerId: 'duty-officer' })
      expect(entries[6]).toMatchObject({ kind: 'told', asker: 'volunteer' })
    },
  )

  it('a volunteer reads what became of an own report: own words and the answer in full, the rest in brief', () => {
    expect(read('volunteer', 'volunteer')).toEqual([
      'opened full',
      'accepted brief',
      'transferred brief',
      'promised full',
      'settled full',
      'told full',
      'confirmed full',
    ])
  })

  it.each(['dispute', 'tip', 'hazard', 'need', 'base-data-change'] as const)(
    'another volunteer reads nothing of a %s that they did not report',
    (subject) => {
      expect(read('neighbour', 'volunteer', whole(subject))).toEqual([])
    },
  )

  it.each<[Role, FollowUpSubject, boolean]>([
    ['cadre', 'dispute', true],
    ['cadre', 'hazard', true],
    ['cadre', 'tip', false],
    ['partner', 'dispute', false],
    ['partner', 'hazard', true],
    ['partner', 'need', false],
    ['partner', 'tip', false],
    ['administrator', 'hazard', false],
  ])('a %s reads of others’ %s: %s', (role, subject, expected) => {
    const said = read('beside', role, whole(subject))
    expect(said.length > 0).toBe(expected)
    expect(said.filter((line) => line.endsWith('full'))).toEqual([])
    expect(said.some((line) => line.startsWith('told'))).toBe(false)
  })

  it('whoever had it keeps own words in full and reads the rest no further than their role', () => {
    const entries = story(opened({ ownerId: 'helper' }))
      .does('helper', '2025-02-01 10:10', worked())
      .does('helper', '2025-02-01 10:20', { kind: 'transferred', ownerId: 'officer' })
      .does('officer', '2025-02-01 10:30', { kind: 'accepted' })
      .does('officer', '2025-02-01 10:40', worked('on-the-scene')).entries
    const lines = ['worked full', 'transferred full', 'accepted brief']
    expect(read('helper', 'volunteer', entries)).toEqual(['opened brief', ...lines])
    expect(read('helper', 'cadre', entries)).toEqual(['opened brief', ...lines, 'worked brief'])
    expect(read('helper', 'cadre', entries.slice(0, 2))).toEqual(['opened full', 'worked full'])
  })

  it('an administrator reads nothing, not even what they had', () => {
    expect(read('officer', 'administrator')).toEqual([])
  })
})

describe('the one who reported', () => {
  it('is named to police and the auditor, and to nobody else', () => {
    const named = ['chief', 'officer', 'auditor', 'volunteer', 'cadre', 'partner', 'party', 'paper'] as const
    expect(named.filter((reader) => reporterNamedTo(reader, false))).toEqual(['chief', 'officer', 'auditor'])
    expect(reporterNamedTo('volunteer', true)).toBe(true)
  })

  it.each(['cadre', 'partner', 'volunteer'] as const)('is not named to a %s who works on it', (role) => {
    const entries = story(opened({ source: 'call' }))
      .does('duty-officer', '2025-02-01 10:05', worked('on-the-scene'))
      .does('duty-officer', '2025-02-01 10:10', { kind: 'transferred', ownerId: 'helper' })
      .does('volunteer', '2025-02-01 10:20', {
        kind: 'corrected',
        findingId: 'f2',
        subject: 'dispute',
        urgency: 'urgent',
        topic: null,
      })
      .does('officer', '2025-02-01 11:00', {
        kind: 'joined',
        followUpId: 'x',
        urgency: 'urgent',
        reporterIds: ['neighbour'],
        residentAsked: false,
      })
      .does('officer', '2025-02-01 12:00', settled)
      .does('officer', '2025-02-01 12:10', { kind: 'told', to: 'volunteer' })
      .does('officer', '2025-02-01 12:10', { kind: 'told', to: 'neighbour' })
      .does('volunteer', '2025-02-03 09:00', { kind: 'unhappy', from: 'volunteer', withReason: false }).entries
    const said = readFollowUp(entries, { memberId: 'helper', role })
    expect(said.filter(({ reading }) => reading === 'brief').map(({ kind }) => kind)).toEqual(['joined'])
    expect(said).toHaveLength(entries.length)
    expect(JSON.stringify(said)).not.toMatch(/volunteer|neighbour/)
    expect(said[0]?.source).toBe('visit')
    expect(said.at(-1)).toMatchObject({ kind: 'unhappy', by: null, asker: theOneWhoReported })
  })

  it('is not named in brief either, nor is anybody', () => {
    const said = readFollowUp(whole('hazard', 'partner'), { memberId: 'somebody', role: 'cadre' })
    for (const { by, ownerId, asker } of said) expect([by, ownerId, asker]).toEqual([null, null, null])
    expect(said[0]?.source).toBe('visit')
  })

  it('is no secret of the chief’s orders', () => {
    const order = opened({ by: 'chief', subject: 'order', source: null, reporterId: 'chief', ownerId: 'helper' })
    expect(readFollowUp([order], { memberId: 'helper', role: 'cadre' })[0]).toMatchObject({
      reading: 'full',
      source: null,
    })
  })
})

describe('whom “the one who reported” is', () => {
  const owned = story(opened({ source: 'message', by: 'volunteer', reporterId: 'volunteer' }))
    .does('chief', '2025-02-01 10:10', { kind: 'transferred', ownerId: 'cadre' })
    .does('cadre', '2025-02-01 10:20', settled).entries
  const meant = (said: string, memberId = 'cadre', role: Role = 'cadre', entries = owned) =>
    askerMeant(followUpOf(entries), said, { memberId, role })

  it.each<[string, Role, string, string | null]>([
    ['cadre', 'cadre', theOneWhoReported, 'volunteer'],
    ['officer', 'officer', theOneWhoReported, 'volunteer'],
    ['officer', 'officer', 'volunteer', 'volunteer'],
    // taken or not, it would tell who reported
    ['cadre', 'cadre', 'volunteer', null],
    ['cadre', 'cadre', 'neighbour', null],
    ['neighbour', 'volunteer', 'volunteer', null],
    // one's own word, and a resident's
    ['volunteer', 'volunteer', 'volunteer', 'volunteer'],
    ['cadre', 'cadre', resident, resident],
    ['volunteer', 'volunteer', theOneWhoReported, null],
  ])('%s (%s) who says %s means %s', (memberId, role, said, asker) => {
    expect(meant(said, memberId, role)).toBe(asker)
  })
})

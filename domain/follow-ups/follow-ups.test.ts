import { describe, expect, it } from 'vitest'
import type { DisputeStep } from '../disputes/index.ts'
import { policeRoles, type Role, roles } from '../members/index.ts'
import {
  allowedNow,
  append,
  firstOwner,
  followUpOf,
  mayMake,
  mayOpen,
  mayOwn,
  mayStandIn,
  merge,
  openingRefusal,
  readFollowUp,
  resident,
} from './index.ts'
import { actor, at, holders, made, need, opened, rules, type Step, story, worked } from './story.test-support.ts'

const accepted: Step = { kind: 'accepted' }
const settled: Step = { kind: 'settled' }
const toVolunteer: Step = { kind: 'told', to: 'volunteer' }
const confirmed: Step = { kind: 'confirmed', from: 'volunteer' }
const unhappy: Step = { kind: 'unhappy', from: 'volunteer', withReason: false }
const toOfficer: Step = { kind: 'transferred', ownerId: 'officer' }

const settledStory = () => story(need()).does('community-officer', '2025-02-02 09:00', settled)
const toldStory = () => settledStory().does('community-officer', '2025-02-02 10:00', toVolunteer)

describe('a follow-up', () => {
  it('goes from a volunteer’s report to the word of the one who asked', () => {
    const dispute = story(opened())
    const states = [dispute.now.state]
    const steps: [string, string, Step][] = [
      ['duty-officer', '2025-02-01 10:05', accepted],
      ['duty-officer', '2025-02-01 10:10', worked('cadre-contacted')],
      ['duty-officer', '2025-02-01 11:00', worked('on-the-scene')],
      ['duty-officer', '2025-02-01 12:00', settled],
      ['duty-officer', '2025-02-01 12:10', toVolunteer],
      ['volunteer', '2025-02-03 09:00', confirmed],
    ]
    for (const [by, when, step] of steps) states.push(dispute.does(by, when, step).now.state)
    expect(states).toEqual(['open', 'accepted', 'working', 'working', 'settled', 'settled', 'confirmed'])
    expect(dispute.now).toMatchObject({
      version: 7,
      ownerId: 'duty-officer',
      answeredAt: at('2025-02-01 10:05'),
      onSceneAt: at('2025-02-01 11:00'),
      since: at('2025-02-03 09:00'),
    })
    expect(dispute.looks('2026-02-01 00:00')).toEqual([])
  })

  it('is owned by whoever accepts it, and then by whom it is transferred to', () => {
    const one = story(opened()).does('officer', '2025-02-01 10:05', accepted)
    expect(one.now).toMatchObject({ ownerId: 'officer', state: 'accepted' })
    one.does('officer', '2025-02-01 10:20', { kind: 'transferred', ownerId: 'cadre' })
    expect(one.now).toMatchObject({ ownerId: 'cadre', state: 'open', ownerSince: at('2025-02-01 10:20') })
    expect(one.tries('officer', '2025-02-01 10:30', toOfficer)).toBe('account/not-allowed')
  })

  it('is accepted by an owner who simply begins, not by others who help', () => {
    expect(story(opened()).does('auxiliary', '2025-02-01 10:05', worked()).now.state).toBe('open')
    expect(story(opened()).does('duty-officer', '2025-02-01 10:05', worked()).now).toMatchObject({
      state: 'working',
      answeredAt: at('2025-02-01 10:05'),
    })
  })

  it('says what stands and what is allowed when the rules do not allow an entry', () => {
    const { entries } = settledStory()
    const outcome = append(entries, made('community-officer', '2025-02-02 10:00', accepted), 2, actor('officer'), rules)
    expect(outcome.refusal?.code).toBe('account/not-allowed')
    const late = append(entries, made('officer', '2025-02-02 10:00', accepted), 2, actor('officer'), rules)
    expect(late.entries).toEqual([])
    expect(late.followUp.state).toBe('settled')
    expect(late.refusal).toEqual({
      code: 'follow-up/not-allowed-now',
      allowed: ['told', 'confirmed', 'unhappy', 'reopened', 'transferred', 'corrected'],
    })
  })

  it('takes nothing from the future, and keeps what was done earlier and came late', () => {
    const late = { ...made('duty-officer', '2025-02-01 10:25', accepted), at: at('2025-02-01 10:10') }
    expect(append([opened()], late, 1, actor('duty-officer'), rules).followUp.answeredAt).toBe(at('2025-02-01 10:10'))
    const early = { ...late, at: at('2025-02-01 10:26') }
    expect(append([opened()], early, 1, actor('duty-officer'), rules).refusal?.code).toBe('follow-up/in-the-future')
  })

  it('takes nothing from before it was seen', () => {
    const early = { ...made('duty-officer', '2025-02-01 10:25', accepted), at: opened().at - 1 }
    expect(append([opened()], early, 1, actor('duty-officer'), rules).refusal?.code).toBe('follow-up/before-opened')
    const same = { ...early, at: opened().at }
    expect(append([opened()], same, 1, actor('duty-officer'), rules).refusal).toBeNull()
  })

  it('begins by being opened, once', () => {
    expect(() => followUpOf([])).toThrow(RangeError)
    expect(() => followUpOf([made('officer', '2025-02-01 10:00', accepted)])).toThrow(RangeError)
    expect(() => followUpOf([opened(), opened()])).toThrow(RangeError)
  })
})

describe('who may append what', () => {
  const others = ['officer', 'auxiliary', 'deputy', 'chief', 'shift-leader', 'volunteer', 'cadre', 'administrator']
  const police = ['officer', 'auxiliary', 'deputy', 'chief', 'shift-leader']
  it.each<[string, Step, readonly string[]]>([
    ['accept', accepted, police],
    ['work', worked(), police],
    ['settle', settled, police],
    ['escalate', { kind: 'escalated', clock: null, post: 'chief', ownerId: 'x' } satisfies Step, police],
    ['transfer', { kind: 'transferred', ownerId: 'x' }, ['deputy', 'chief', 'shift-leader']],
    ['promise', { kind: 'promised', settleBy: '2025-03-01' }, ['deputy', 'chief']],
    ['merge', { kind: 'merged', intoId: 'x' }, police],
    [
      'correct',
      { kind: 'corrected', findingId: 'f2', subject: 'need', urgency: 'ordinary', topic: null },
      [...police, 'volunteer'],
    ],
  ])('%s, of those who do not own it', (_sentence, step, expected) => {
    const may = others.filter((by) => story(need()).tries(by, '2025-02-01 11:00', step) === null)
    expect(may).toEqual(expected)
  })

  it('the owner, whoever it is, but nothing that is the chief’s', () => {
    const owned = () => story(need({ ownerId: 'cadre' }))
    for (const step of [accepted, worked(), settled, toOfficer]) {
      expect(owned().tries('cadre', '2025-02-01 11:00', step)).toBeNull()
    }
    expect(owned().tries('cadre', '2025-02-01 11:00', { kind: 'promised', settleBy: '2025-03-01' })).toBe(
      'account/not-allowed',
    )
    expect(owned().tries('cadre', '2025-02-01 11:00', { kind: 'merged', intoId: 'x' })).toBe('account/not-allowed')
  })

  it('is had by those who can work on it, a tip by police alone', () => {
    const had = (subject: Parameters<typeof mayOwn>[1]) => roles.filter((role) => !mayOwn(role, subject))
    expect(had('hazard')).toEqual(['administrator', 'auditor'])
    expect(had('tip').toSorted()).toEqual(['administrator', 'auditor', 'cadre', 'partner', 'volunteer'])
  })

  it('is worked on by whoever stands in for its owner as by the owner', () => {
    const owned = () => story(need({ ownerId: 'cadre' })).now
    const standIn = { ...actor('neighbour'), standsInFor: ['cadre'] }
    for (const step of ['accepted', 'worked', 'settled', 'transferred'] as const) {
      expect(mayMake(actor('neighbour'), { kind: step, by: 'neighbour' }, owned())).toBe('account/not-allowed')
      expect(mayMake(standIn, { kind: step, by: 'neighbour' }, owned())).toBeNull()
    }
    expect(mayMake(standIn, { kind: 'promised', by: 'neighbour' }, owned())).toBe('account/not-allowed')
    const entries = story(need({ ownerId: 'cadre' })).entries
    expect(readFollowUp(entries, actor('neighbour'))).toEqual([])
    expect(readFollowUp(entries, standIn).map(({ reading }) => reading)).toEqual(['full'])
  })

  it('is stood in for by those who may have all that the other may: police for police, nobody who owns nothing', () => {
    const may = (forRole: Role) => roles.filter((role) => mayStandIn(role, forRole))
    const police = roles.filter((role) => policeRoles.includes(role))
    expect(may('officer')).toEqual(police)
    expect(may('volunteer')).toEqual([...police, 'volunteer', 'cadre', 'partner'])
    expect(may('administrator')).not.toContain('auditor')
  })

  it('opens what they may enter; orders are the chief’s, promises the leaders’', () => {
    const may = (subject: Parameters<typeof mayOpen>[1]): readonly Role[] =>
      roles.filter((role) => mayOpen(role, subject))
    expect(may('order')).toEqual(['chief'])
    expect(may('promise')).toEqual(['chief', 'instructor', 'deputy'])
    expect(may('tip')).toContain('partner')
    expect(may('dispute')).not.toContain('partner')
    const chief = actor('chief')
    const order = opened({ by: 'chief', subject: 'order', reporterId: 'chief', findingId: null, source: null })
    expect(openingRefusal(chief, order, rules)).toBeNull()
    expect(openingRefusal(actor('deputy'), { ...order, by: 'deputy' }, rules)).toBe('account/not-allowed')
    expect(openingRefusal(chief, { ...order, settleBy: '2025-01-31' }, rules)).toBe('follow-up/date-past')
    expect(openingRefusal(chief, { ...order, subject: 'promise' }, rules)).toBe('follow-up/date-needed')
    expect(openingRefusal(actor('volunteer'), opened({ subject: 'base-data-change' }), rules)).toBe(
      'finding/not-urgent',
    )
  })

  it('first the duty officer has what is urgent, the owner of the place the rest', () => {
    expect(firstOwner('urgent', 'officer', holders)).toBe('duty-officer')
    expect(firstOwner('ordinary', 'officer', holders)).toBe('officer')
    expect(firstOwner('ordinary', null, holders)).toBe('chief')
    expect(firstOwner('urgent', 'officer', { ...holders, 'duty-officer': null })).toBe('shift-leader')
    const nobody = { ...holders, 'duty-officer': null, 'shift-leader': null, chief: null }
    expect(firstOwner('urgent', null, nobody)).toBeNull()
  })
})

describe('two entries based on the same version', () => {
  it.each<[string, Step, Step, string | null]>([
    ['two accept: the second sees who has it', accepted, accepted, 'follow-up/not-allowed-now'],
    ['it was handed on meanwhile: nobody takes it unseen', toOfficer, accepted, 'record/changed'],
    ['both hand it on', toOfficer, { kind: 'transferred', ownerId: 'cadre' }, 'record/changed'],
    ['both settle', settled, settled, 'follow-up/not-allowed-now'],
    ['one works, one settles: both are kept', worked(), settled, null],
    ['both work: both are kept', worked(), worked(), null],
    ['one accepts, one works: both are kept', accepted, worked(), null],
    ['it was merged meanwhile', { kind: 'merged', intoId: 'x' }, worked(), 'follow-up/not-allowed-now'],
    [
      'both correct',
      { kind: 'corrected', findingId: 'f2', subject: 'need', urgency: 'ordinary', topic: null },
      { kind: 'corrected', findingId: 'f3', subject: 'need', urgency: 'urgent', topic: null },
      'record/changed',
    ],
  ])('%s', (_sentence, first, second, expected) => {
    const one = story(need()).does('shift-leader', '2025-02-01 11:00', first)
    expect(one.tries('chief', '2025-02-01 11:00', second, 1)).toBe(expected)
    expect(one.entries).toHaveLength(expected === null ? 3 : 2)
  })

  it('one’s own steps made without a network follow each other', () => {
    const one = story(opened())
    for (const step of [accepted, worked('on-the-scene'), settled])
      one.does('duty-officer', '2025-02-01 10:20', step, 1)
    expect(one.now.state).toBe('settled')
  })

  it('what a clock did meanwhile refuses nothing', () => {
    const one = story(opened())
    expect(one.looks('2025-02-01 11:00')).toHaveLength(1)
    one.does('duty-officer', '2025-02-01 11:10', accepted, 1)
    expect(one.now.ownerId).toBe('duty-officer')
  })
})

describe('after it is settled', () => {
  it('everyone who asked or reported is told before it is confirmed', () => {
    const one = story(need({ residentAsked: true })).does('community-officer', '2025-02-02 09:00', settled)
    expect(one.now.toTell).toEqual(['volunteer', resident])
    const word: Step = { kind: 'confirmed', from: resident }
    expect(one.tries('officer', '2025-02-02 10:00', word)).toBe('follow-up/not-told')
    one.does('officer', '2025-02-02 10:00', toVolunteer)
    expect(one.tries('volunteer', '2025-02-02 11:00', confirmed)).toBe('follow-up/not-asked')
    expect(one.does('volunteer', '2025-02-02 11:00', word).now.state).toBe('confirmed')
  })

  it('its word is not taken down by the one who settled it', () => {
    expect(toldStory().tries('community-officer', '2025-02-03 10:00', confirmed)).toBe('account/own-entry')
    expect(toldStory().tries('officer', '2025-02-03 10:00', confirmed)).toBeNull()
    expect(toldStory().tries('community-officer', '2025-02-03 10:00', unhappy)).toBeNull()
    expect(toldStory().tries('neighbour', '2025-02-03 10:00', confirmed)).toBe('account/not-allowed')
  })

  it('silence for 7 days after being told closes it, and not before', () => {
    const one = toldStory()
    expect(one.looks('2025-02-10 00:00')).toEqual([])
    expect(one.looks('2025-02-10 00:01').map(({ kind, at: closedAt }) => [kind, closedAt])).toEqual([
      ['closed-unanswered', at('2025-02-10 00:00')],
    ])
    expect(one.now).toMatchObject({ state: 'closed-unanswered', ownerId: 'community-officer' })
  })

  it('telling them again does not put the silence off', () => {
    const one = toldStory().does('officer', '2025-02-05 10:00', toVolunteer)
    expect(one.now.allToldAt).toBe(at('2025-02-02 10:00'))
  })

  it('whoever speaks after the silence is heard', () => {
    const late = () => toldStory()
    expect(late().does('volunteer', '2025-02-20 10:00', confirmed).now.state).toBe('confirmed')
    expect(late().does('volunteer', '2025-02-20 10:00', unhappy).now.state).toBe('open')
  })

  it('nobody is to be told what they settled themselves', () => {
    const one = story(need({ by: 'officer', reporterId: 'officer' })).does('officer', '2025-02-02 09:00', settled)
    expect(one.now).toMatchObject({ toTell: [], allToldAt: at('2025-02-02 09:00') })
  })

  it('another may be given the telling, and it stays settled', () => {
    const one = settledStory().does('chief', '2025-02-02 09:30', toOfficer)
    expect(one.now).toMatchObject({ state: 'settled', ownerId: 'officer', toTell: ['volunteer'] })
  })

  it('an unhappy answer reopens it once without any reason, then with one', () => {
    const one = toldStory().does('volunteer', '2025-02-03 10:00', unhappy)
    expect(one.now).toMatchObject({ state: 'open', ownerId: 'community-officer', timesReopened: 1, toTell: [] })
    one.does('community-officer', '2025-02-04 10:00', settled).does('officer', '2025-02-04 10:00', toVolunteer)
    expect(one.tries('volunteer', '2025-02-05 10:00', unhappy)).toBe('follow-up/reason-needed')
    expect(one.tries('volunteer', '2025-02-05 10:00', { ...unhappy, withReason: true })).toBeNull()
    expect(one.now.timesReopened).toBe(2)
    one.does('community-officer', '2025-02-06 10:00', settled).does('officer', '2025-02-06 10:00', toVolunteer)
    expect(one.tries('volunteer', '2025-02-07 10:00', unhappy)).toBe('follow-up/reason-needed')
  })

  it('an answer with a reason leaves the one without for later', () => {
    const one = toldStory().does('volunteer', '2025-02-03 10:00', { ...unhappy, withReason: true })
    one.does('community-officer', '2025-02-04 10:00', settled).does('officer', '2025-02-04 10:00', toVolunteer)
    expect(one.tries('volunteer', '2025-02-05 10:00', unhappy)).toBeNull()
  })

  it('police reopen it with a reason, and a confirmed one stays so', () => {
    expect(toldStory().tries('officer', '2025-02-03 10:00', { kind: 'reopened', withReason: false })).toBe(
      'follow-up/reason-needed',
    )
    expect(toldStory().does('officer', '2025-02-03 10:00', { kind: 'reopened', withReason: true }).now.state).toBe(
      'open',
    )
    expect(allowedNow(toldStory().does('volunteer', '2025-02-03 10:00', confirmed).now)).toEqual([])
  })
})

describe('a dispute’s steps are entries of its follow-up', () => {
  const step = (dispute: DisputeStep): Step => ({ kind: 'worked', step: 'other', visitKind: null, dispute })
  const chosen = (memberId: string, procedure: 'people' | 'informal'): Step =>
    step({
      kind: 'procedure-chosen',
      procedure,
      cause: 'irrigation',
      origin: 'proactive',
      host: { kind: 'mediator', mediatorId: 'm', committeeId: 'c', memberId },
      circumstances: [],
      on: '2025-02-01',
      caseFiledOn: null,
    })
  const settled = () =>
    story(opened())
      .does('duty-officer', '2025-02-01 10:05', { kind: 'accepted' })
      .does('duty-officer', '2025-02-01 10:10', chosen('cadre', 'people'))
      .does('duty-officer', '2025-02-01 12:00', { kind: 'settled' })

  it('whoever hosts it works on it, without ever having owned it', () => {
    const before = story(opened()).does('duty-officer', '2025-02-01 10:05', { kind: 'accepted' })
    expect(before.tries('cadre', '2025-02-01 10:06', step({ kind: 'informed' }))).toBe('account/not-allowed')
    before.does('duty-officer', '2025-02-01 10:10', chosen('cadre', 'people'))
    expect(before.tries('cadre', '2025-02-01 10:20', step({ kind: 'informed' }))).toBeNull()
  })

  it('go on after the station’s word and leave it as it stands; other work does not', () => {
    const story = settled()
    expect(story.tries('duty-officer', '2025-02-01 13:00', worked())).toBe('follow-up/not-allowed-now')
    story.does('duty-officer', '2025-02-01 13:00', step({ kind: 'urged' }))
    expect(story.now.state).toBe('settled')
    story.does('duty-officer', '2025-02-01 13:10', { kind: 'told', to: 'volunteer' })
    story.does('volunteer', '2025-02-01 14:00', { kind: 'confirmed', from: 'volunteer' })
    story.does('cadre', '2025-02-08 10:00', step({ kind: 'urged' }))
    expect(story.now.state).toBe('confirmed')
  })

  it('two that turn it are not put over each other unseen', () => {
    const story = settled()
    const seen = story.entries.length
    story.does('duty-officer', '2025-02-01 13:00', step({ kind: 'withdrawn' }))
    expect(story.tries('officer', '2025-02-01 13:01', step({ kind: 'referred', to: 'court' }), seen)).toBe(
      'record/changed',
    )
    expect(story.tries('officer', '2025-02-01 13:02', step({ kind: 'urged' }), seen)).toBeNull()
  })

  it('whoever reported a quarrel says that they tried to make peace, and nothing for others', () => {
    expect(story(opened()).tries('volunteer', '2025-02-01 10:05', chosen('volunteer', 'informal'))).toBeNull()
    expect(story(opened()).tries('volunteer', '2025-02-01 10:05', chosen('neighbour', 'informal'))).toBe(
      'account/not-allowed',
    )
    expect(story(opened()).tries('volunteer', '2025-02-01 10:05', chosen('volunteer', 'people'))).toBe(
      'account/not-allowed',
    )
  })
})

describe('merging', () => {
  const seen = (id: string, ...entries: Parameters<typeof followUpOf>[0]) => ({ id, entries, basedOn: entries.length })
  const when = at('2025-02-01 11:00')
  const one = seen('one', need({ reporterId: 'neighbour', residentAsked: true }))
  const other = seen('other', need())

  it('closes the one; the other goes on for all who reported either', () => {
    const pair = merge(one, other, when, actor('officer'), rules)
    if (pair.kind === 'refused') throw new Error(pair.code)
    expect(pair.from.followUp).toMatchObject({ state: 'merged', mergedIntoId: 'other' })
    const { followUp } = pair.into
    expect(followUp).toMatchObject({ state: 'open', reporterIds: ['volunteer', 'neighbour'], residentAsked: true })
  })

  it('makes urgent what either was, from that moment on', () => {
    const urgent = seen('one', opened({ by: 'neighbour', reporterId: 'neighbour', receivedAt: when, at: when }))
    const pair = merge(urgent, other, when, actor('officer'), rules)
    expect(pair.kind === 'merged' && pair.into.followUp).toMatchObject({ urgency: 'urgent', urgencySince: when })
  })

  it.each([
    ['into itself', one, one, 'officer', 'follow-up/merge-same'],
    ['by a cadre', one, other, 'cadre', 'account/not-allowed'],
    [
      'into what is settled',
      one,
      seen('other', need(), made('officer', when, settled)),
      'officer',
      'follow-up/not-allowed-now',
    ],
    [
      'of what was handed on unseen',
      { ...seen('one', need(), made('chief', when, toOfficer)), basedOn: 1 },
      other,
      'officer',
      'record/changed',
    ],
  ])('is refused %s', (_sentence, from, into, by, code) => {
    expect(merge(from, into, when, actor(by), rules)).toMatchObject({ kind: 'refused', code })
  })
})

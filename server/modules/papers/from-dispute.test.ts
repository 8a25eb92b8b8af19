import { missingFields, papersOf } from '@sifang/domain/papers'
import { expect, test } from 'vitest'
import type { DisputeRecord as Opened, RecordedStep } from '../disputes/index.ts'
import { recordFrom } from './from-dispute.ts'

const ctx = { station: { id: 's', name: '试验派出所', timeZone: 'Asia/Shanghai', demo: false } }
const day = '2025-02-01'

const step = (at: string, taken: RecordedStep['step'], words: RecordedStep['words'] = {}): RecordedStep => ({
  version: 2,
  at: new Date(`2025-02-${at}+08:00`),
  byName: '民警某己',
  step: taken,
  memberNames: new Map(),
  words,
})

const chosen = step('01T09:30', {
  kind: 'procedure-chosen',
  procedure: 'on-scene',
  cause: 'irrigation',
  origin: 'proactive',
  host: { kind: 'member', memberId: 'officer' },
  circumstances: [],
  on: day,
  caseFiledOn: null,
})

const standing: Opened['dispute'] = {
  state: 'settled-there',
  since: 0,
  reportedOn: day,
  reportedAt: 0,
  procedure: 'on-scene',
  cause: 'irrigation',
  origin: 'proactive',
  host: { kind: 'member', memberId: 'officer' },
  circumstances: [],
  acceptedOn: day,
  acceptedBy: 'officer',
  caseFiledOn: null,
  extensions: 0,
  cadreContacted: true,
  informed: false,
  inquiries: 0,
  sittings: [],
  agreement: null,
  confirmation: null,
  settledOn: day,
  revisits: [],
  remediesTold: false,
  refusedFor: null,
  referredTo: null,
  riskReported: false,
  noPenalty: null,
  incident: 'undecided',
  incidentId: null,
  needId: null,
  endedOn: null,
}

const opened = (dispute: Partial<Opened['dispute']>, steps: readonly RecordedStep[]): Opened => ({
  id: 'd',
  villageName: '西河村',
  dispute: { ...standing, ...dispute },
  source: 'visit',
  summary: ['两家因浇地争吵'],
  host: { kind: 'member', name: '民警某己' },
  committee: null,
  parties: [
    { id: 'a', part: 'applicant', person: { name: '某甲', phone: '13900000001', address: '西河村' } },
    { id: 'b', part: 'respondent', person: { name: '某乙', phone: '13900000002', address: '西河村' } },
  ],
  steps,
})

const sitting = (at: string, no: number) =>
  step(at, { kind: 'sitting', no, on: day, present: [], recorded: false, outcome: 'adjourned' })

test('what was settled on the scene has its record complete, from the steps and their words', () => {
  const record = recordFrom(
    ctx,
    opened({}, [
      chosen,
      step('01T09:40', { kind: 'cadre-contacted', cadreId: null }, { others: '村干部某戊' }),
      step('01T10:05', { kind: 'on-the-scene', withCadre: true }, { place: '水渠边' }),
      step('01T11:00', { kind: 'settled-there', on: day }, { course: '分开劝说', outcome: '轮流放水' }),
    ]),
  )
  expect(record).toMatchObject({ summary: '两家因浇地争吵', acceptedBy: '民警某己', handlerIds: ['officer'] })
  expect(record.scene).toMatchObject({ place: '水渠边', cadres: ['村干部某戊'], outcome: '轮流放水' })
  expect(papersOf(record).map(({ kind }) => kind)).toContain('on-scene')
  expect(missingFields('on-scene', { record, no: null })).toEqual([])
})

test('what lacks its words says so', () => {
  const record = recordFrom(ctx, opened({}, [chosen, step('01T10:05', { kind: 'on-the-scene', withCadre: false })]))
  expect(missingFields('on-scene', { record, no: null }).map(({ zh }) => zh)).toEqual(['地点', '调处经过', '调处结果'])
})

test('what was entered afterwards is printed in its place, the newest of each field', () => {
  const supplement = (at: string, version: number, words: RecordedStep['words'], no: number | null = null) => ({
    ...step(at, { kind: 'supplemented', of: no === null ? 'on-the-scene' : 'sitting', no }, words),
    version,
  })
  const record = recordFrom(
    ctx,
    opened({}, [
      chosen,
      sitting('01T09:50', 1),
      sitting('01T09:55', 2),
      step('01T10:05', { kind: 'on-the-scene', withCadre: false }, { course: '分开劝说' }),
      step('01T11:00', { kind: 'settled-there', on: day }, { outcome: '轮流放水' }),
      supplement('02T09:00', 3, { place: '水渠' }),
      supplement('02T09:05', 4, { place: '水渠东头' }),
      supplement('02T09:10', 5, { place: '村委会' }, 2),
    ]),
  )
  expect(missingFields('on-scene', { record, no: null })).toEqual([])
  expect(record.scene).toMatchObject({ place: '水渠东头', course: '分开劝说' })
  expect(record.sittings.map(({ place }) => place)).toEqual([null, '村委会'])
})

test('who sat there beside the parties is printed with what they came as, the host but once', () => {
  const present = [
    { part: 'applicant', personId: 'a', forPartyId: null },
    { part: 'agent', personId: null, forPartyId: 'b' },
    { part: 'officer', personId: 'officer', forPartyId: null },
    { part: 'cadre', personId: 'cadre', forPartyId: null },
  ] as const
  const memberNames = new Map([
    ['a', ''],
    ['officer', '民警某己'],
    ['cadre', '某戊'],
  ])
  const held = step('01T14:00', { kind: 'sitting', no: 1, on: day, present, recorded: false, outcome: 'adjourned' })
  const [a, b] = opened({}, []).parties
  if (!a || !b) throw new Error('two parties')
  const parties = [a, { ...b, person: { ...b.person, agent: { name: '某丁', relation: '其子' } } }]
  const record = recordFrom(ctx, { ...opened({}, [chosen, { ...held, memberNames }]), parties })
  expect(record.sittings[0]).toMatchObject({
    hosts: ['民警某己'],
    partyIds: ['a', 'b', 'officer', 'cadre'],
    others: ['被申请人的代理人 某丁', '村干部 某戊'],
  })
  expect(record.parties[1]?.agent).toBe('某丁（其子）')
})

test('after a change of procedure only its own sittings count, and papers are counted anew', () => {
  const changed = step('02T09:00', {
    kind: 'procedure-changed',
    procedure: 'people',
    host: null,
    on: '2025-02-02',
    caseFiledOn: null,
  })
  const record = recordFrom(
    ctx,
    opened({ procedure: 'people' }, [chosen, sitting('01T14:00', 1), changed, sitting('03T14:00', 1)]),
  )
  expect(record.sittings.map(({ at }) => new Date(at).toISOString())).toEqual(['2025-02-03T06:00:00.000Z'])
  expect(record).toMatchObject({ procedureChanges: 1, acceptedOn: day, acceptedBy: '民警某己' })
})

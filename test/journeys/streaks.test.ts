import { streakOfScenario } from '@sifang/domain/rules'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, newId, type Person, refusal, startTestStation, type TestStation } from './harness.ts'
import { confirmCounts, report, setStart, streakOf, typeCounts } from './harness-streaks.ts'
import { enterLine, enterPlace, enterVillage, review, t } from './harness-verbs.ts'

// One station, lived from the Spring Festival of 2025 on; the rules are asked the same from outside and agree.

let station: TestStation
let chief: Person
let officer: Person
let second: Person
let auditor: Person
let village: string
let line: string
const till = (day: string) => station.clock.set(t(day))

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-01-20 09:00') })
  chief = station.chief
  officer = await station.join('officer')
  second = await station.join('officer')
  auditor = await station.join('auditor')
  village = await enterVillage(chief, '西隋村')
  line = await enterLine(chief, '东线')
}, 60_000)
afterAll(() => station.stop())

const figureOf = async (by: Person, name: string, query: { asOf?: string; knownAt?: string } = {}) => {
  const { value, since, underReview } = await streakOf(by, name, query)
  return { value, since, underReview }
}

/** What `npx sifang rules streak` says of the same. */
const ruled = (scenario: object, asOf: string, knownAt: string) =>
  streakOfScenario(JSON.parse(JSON.stringify(scenario)), asOf, t(knownAt))

describe('a new station', () => {
  test('has three streaks that wait for a start with its evidence', async () => {
    const { rows } = await auditor.api.get('/streaks')
    expect(rows.map(({ name, value, start }) => [name, value, start])).toEqual([
      ['“三零”', null, null],
      ['零命案', null, null],
      ['春节零警情', null, null],
    ])
  })

  test('is given them by a leader; the figures follow, and what shows them stands beside', async () => {
    const ids = new Map((await chief.api.get('/streaks')).rows.map(({ name, id }) => [name, id]))
    const id = (name: string) => ids.get(name) ?? ''
    expect(await codeOf(setStart(officer, id('“三零”'), { day: '2020-07-13' }))).toBe('account/not-allowed')
    expect(await codeOf(setStart(chief, id('“三零”'), { firstYear: 2022 }))).toBe('streak/start-of-another-kind')
    expect(await codeOf(setStart(chief, id('“三零”'), { day: '2025-01-21' }))).toBe('streak/start-in-the-future')
    expect(await codeOf(setStart(chief, id('“三零”'), { day: '1999-12-31' }))).toBe('incident/before-records')
    await setStart(chief, id('“三零”'), { day: '2020-07-13' })
    await setStart(chief, id('零命案'), { day: '2018-05-12' })
    await setStart(chief, id('春节零警情'), { firstYear: 2022 }, '春节值班登记')
    expect(await figureOf(auditor, '零命案')).toEqual({ value: 6, since: '2018-05-12', underReview: null })
    const festivals = await streakOf(auditor, '春节零警情')
    expect(festivals).toMatchObject({ value: 3, since: '2022-01-31', lastLunarDay: 7 })
    expect(festivals.start).toMatchObject({ firstYear: 2022, evidence: '春节值班登记', recordedByName: '周所长' })
  })

  test('is refused a day that has not come', async () => {
    expect(await codeOf(auditor.api.get('/streaks', { query: { asOf: '2025-01-21' } }))).toBe('streak/day-not-yet')
  })
})

describe('the Spring Festival of 2025', () => {
  const scenario = {
    kind: 'festival',
    start: '2022-01-01',
    firstYear: 2022,
    breakers: ['violence'],
    incidents: [] as object[],
  }

  test('with the dispute settled at the door: four clean windows, the pipelines at 1680 days', async () => {
    till('2025-02-17 09:00')
    const [pipelines, festivals] = [await figureOf(officer, '“三零”'), await figureOf(officer, '春节零警情')]
    expect(pipelines).toEqual({ value: 1680, since: '2020-07-13', underReview: null })
    expect(festivals).toEqual({ value: 4, since: '2022-01-31', underReview: null })
    expect(ruled(scenario, '2025-02-17', '2025-02-17 09:00')).toEqual(festivals)
  })

  let injury: string
  test('the same with an injury, found late: under review at once, broken when it is verified a month later', async () => {
    till('2025-02-20 10:00')
    injury = await report(officer, 'violence', '2025-02-01 16:00', { kind: 'village', villageId: village })
    const detail = await chief.api.get('/incidents/{id}', { path: { id: injury } })
    expect(detail).toMatchObject({ foundLate: true, status: 'reported' })
    expect(await figureOf(officer, '春节零警情')).toEqual({ value: 4, since: '2022-01-31', underReview: '2025-02-01' })

    till('2025-03-05 09:00')
    await review(chief, injury, 'verified')
    const broken = await streakOf(officer, '春节零警情')
    expect(broken).toMatchObject({ value: 0, since: '2026-02-16', underReview: null })
    expect(broken.lastBroken).toEqual({ incidentId: injury, category: 'violence', on: '2025-02-01' })

    const incident = {
      on: '2025-02-01',
      category: 'violence',
      reportedAt: t('2025-02-20 10:00'),
      reviews: [[t('2025-03-05 09:00'), 'verified']],
    }
    for (const knownAt of ['2025-02-19 09:00', '2025-02-20 10:00', '2025-03-05 08:59', '2025-03-05 09:00']) {
      const over = await figureOf(officer, '春节零警情', { asOf: '2025-02-18', knownAt: t(knownAt) })
      expect(over).toEqual(ruled({ ...scenario, incidents: [incident] }, '2025-02-18', knownAt))
    }
  })

  test('what was believed of a day and what is true of it stand side by side', async () => {
    const { id } = await streakOf(officer, '春节零警情')
    const { rows } = await auditor.api.get('/streaks/{id}/ledger', {
      path: { id },
      query: { from: '2025-02-18', to: '2025-03-05' },
    })
    const told = new Map(
      rows.map(({ day, believed, actual }) => [day, [believed.value, believed.underReview, actual.value]]),
    )
    expect(told.get('2025-02-18')).toEqual([4, null, 0])
    expect(told.get('2025-02-20')).toEqual([4, '2025-02-01', 0])
    expect(told.get('2025-03-05')).toEqual([0, null, 0])
  })

  test('rejected after having been believed, it never broke the window', async () => {
    till('2025-03-10 09:00')
    await review(chief, injury, 'rejected')
    expect(await figureOf(officer, '春节零警情')).toEqual({ value: 4, since: '2022-01-31', underReview: null })
    const then = { asOf: '2025-03-06', knownAt: t('2025-03-06 12:00') }
    expect((await figureOf(officer, '春节零警情', then)).value).toBe(0)
    const { windows } = await officer.api.get('/streaks/{id}', {
      path: { id: (await streakOf(officer, '春节零警情')).id },
    })
    expect(windows.map(({ year, over, brokenOn }) => [year, over, brokenOn])).toEqual(
      [2025, 2024, 2023, 2022].map((year) => [year, true, null]),
    )
  })
})

describe('the pipelines', () => {
  test('two punctures on one day, at a segment and along the line: one verified is enough, for all lines and its own', async () => {
    till('2025-04-01 09:00')
    const own = newId()
    const evidence = { id: newId(), day: '2021-01-01', evidence: '东线巡线记录' }
    const breakers = ['pipeline-puncture', 'pipeline-accident']
    const body = {
      name: '东线',
      kind: 'days',
      subject: { kind: 'line', lineId: line },
      breakers,
      start: evidence,
    } as const
    await chief.api.put('/streaks/{id}', { path: { id: own }, body })
    const segment = newId()
    const stretch = { lineId: line, fromKm: 0, toKm: 6, villageId: village }
    await chief.api.put('/segments/{id}', { path: { id: segment }, body: stretch })

    till('2025-04-10 09:00')
    const along = await report(officer, 'pipeline-puncture', '2025-04-09 23:00', { kind: 'line', lineId: line, km: 3 })
    const at = await report(officer, 'pipeline-puncture', '2025-04-09 22:00', { kind: 'place', placeId: segment })
    expect(await figureOf(officer, '东线')).toMatchObject({ underReview: '2025-04-09' })
    await review(chief, along, 'rejected')
    expect(await figureOf(officer, '东线')).toMatchObject({ value: 1560, underReview: '2025-04-09' })
    await review(chief, at, 'verified')
    // the place and the streaks, with the same commit
    expect((await chief.api.get('/places/{id}', { path: { id: segment } })).tier).toBe('red')
    for (const name of ['东线', '“三零”']) {
      expect(await figureOf(officer, name)).toEqual({ value: 1, since: '2025-04-09', underReview: null })
    }
    const puncture = (verdict: string) => ({
      on: '2025-04-09',
      category: 'pipeline-puncture',
      reportedAt: t('2025-04-10 09:00'),
      reviews: [[t('2025-04-10 09:00'), verdict]],
    })
    const scenario = {
      kind: 'days',
      start: '2020-07-13',
      breakers,
      incidents: [puncture('rejected'), puncture('verified')],
    }
    expect(ruled(scenario, '2025-04-10', '2025-04-10 09:00')).toEqual(await figureOf(officer, '“三零”'))
  })

  test('its evidence names papers, no telephone and no identity number', async () => {
    const { rows } = await chief.api.get('/streaks', { query: {} })
    const start = { id: newId(), day: '2021-01-01', evidence: '巡线员 138 1234 5678 的记录' }
    const moving = chief.api.post('/streaks/{id}/starts', {
      path: { id: rows.find(({ kind }) => kind === 'days')?.id ?? '' },
      body: start,
    })
    expect(await codeOf(moving)).toBe('streak/number-in-evidence')
  })

  test('a start moved with evidence holds from its entry on, and is true of every day', async () => {
    const { id } = await streakOf(chief, '零命案')
    till('2025-04-11 09:00')
    await setStart(chief, id, { day: '2015-05-12' }, '县局通报')
    expect((await figureOf(officer, '零命案', { asOf: '2025-04-11' })).value).toBe(9)
    const before = { asOf: '2025-04-10', knownAt: t('2025-04-10 23:59') }
    expect((await figureOf(officer, '零命案', before)).value).toBe(6)
    const { starts } = await officer.api.get('/streaks/{id}', { path: { id } })
    expect(starts.map(({ day, evidence }) => [day, evidence])).toEqual([
      ['2015-05-12', '县局通报'],
      ['2018-05-12', '联合巡护台账'],
    ])
  })

  test('two running streaks that count the same, or have one name, are refused; an ended one gives way', async () => {
    const define = (name: string, breakers = ['fire']) => {
      const id = newId()
      const body = { name, kind: 'days', subject: { kind: 'village', villageId: village }, breakers } as const
      return chief.api.put('/streaks/{id}', { path: { id }, body }).then(() => id)
    }
    const first = await define('西隋村零火灾')
    expect(await codeOf(define('西隋村零火灾', ['theft']))).toBe('streak/name-taken')
    expect(await codeOf(define('又一项'))).toBe('streak/counted-twice')
    expect(await codeOf(define('没有的类别', ['own-nothing']))).toBe('incident/category-unknown')
    await chief.api.post('/streaks/{id}/end', { path: { id: first }, body: { id: newId() } })
    expect(await codeOf(setStart(chief, first, { day: '2025-01-01' }))).toBe('streak/ended')
    await define('西隋村零火灾')
  })
})

describe('incidents', () => {
  test('lie neither in the future nor before the station’s records begin', async () => {
    const where = { kind: 'village', villageId: village } as const
    expect(await codeOf(report(officer, 'theft', '2025-12-01 09:00', where))).toBe('incident/in-the-future')
    const said = await refusal(report(officer, 'theft', '1999-12-31 23:59', where))
    expect(said).toMatchObject({ code: 'incident/before-records', details: { recordsFrom: '2000-01-01' } })
    const old = await report(officer, 'theft', '2000-01-01 00:00', where)
    const { version, settings } = await chief.api.get('/station/settings')
    const moved = { id: newId(), basedOn: version, settings: { ...settings, recordsFrom: '2010-01-01' } }
    await chief.api.put('/station/settings', { body: moved })
    expect(await codeOf(review(chief, old, 'verified'))).toBe('incident/before-records')
    await review(chief, old, 'rejected')
  })

  test('of a category that the station added break the streaks that it names, and a switched-off one is refused', async () => {
    const { id } = await streakOf(chief, '春节零警情')
    const { version, settings } = await chief.api.get('/station/settings')
    const own = { id: 'own-fireworks', zh: '燃放伤人', en: null, breaks: [id] }
    const changed = {
      ...settings,
      ownCategories: [own],
      unusedCategories: ['gambling'],
      redCategories: ['own-fireworks'],
    }
    await chief.api.put('/station/settings', { body: { id: newId(), basedOn: version, settings: changed } })

    const place = await enterPlace(officer, village, '烟花店')
    const burnt = await report(officer, 'own-fireworks', '2025-01-29 20:00', { kind: 'place', placeId: place })
    expect(await codeOf(report(officer, 'gambling', '2025-01-29 20:00', { kind: 'place', placeId: place }))).toBe(
      'incident/category-unknown',
    )
    await review(chief, burnt, 'verified')
    expect((await figureOf(officer, '春节零警情')).value).toBe(0)
    expect((await chief.api.get('/places/{id}', { path: { id: place } })).tier).toBe('red')
    await review(chief, burnt, 'rejected')

    const taken = { ...changed, ownCategories: [] }
    const put = chief.api.put('/station/settings', { body: { id: newId(), basedOn: version + 1, settings: taken } })
    expect(await codeOf(put)).toBe('incident/category-kept')
  })

  test('know the visit on which they were found', async () => {
    const place = await enterPlace(officer, village, '粮店')
    const visitId = newId()
    const visited = {
      placeId: place,
      kind: 'patrol',
      at: t('2025-04-11 09:00'),
      outcome: 'met',
      participants: [officer.id],
    } as const
    await officer.api.put('/visits/{id}', { path: { id: visitId }, body: visited })
    const { followUpId } = await officer.api.put('/findings/{id}', {
      path: { id: newId() },
      body: {
        kind: 'hazard',
        words: '后窗没有插销',
        source: { kind: 'visit', visitId },
        placeId: place,
        at: visited.at,
      },
    })
    const id = newId()
    const body = {
      category: 'theft',
      occurredAt: t('2025-04-10 09:00'),
      where: { kind: 'place', placeId: place },
      source: 'visit',
    } as const
    expect(
      await codeOf(officer.api.put('/incidents/{id}', { path: { id: newId() }, body: { ...body, visitId: newId() } })),
    ).toBe('visit/not-found')
    expect(
      await codeOf(
        officer.api.put('/incidents/{id}', { path: { id: newId() }, body: { ...body, followUpId: newId() } }),
      ),
    ).toBe('follow-up/not-found')
    await officer.api.put('/incidents/{id}', { path: { id }, body: { ...body, visitId, followUpId } })
    expect(await chief.api.get('/incidents/{id}', { path: { id } })).toMatchObject({
      visitId,
      followUpId,
      foundLate: false,
    })
    await review(chief, id, 'rejected')
  })
})

describe('reconciliation', () => {
  test('is typed by one and confirmed by another; then the streak says how far it was checked', async () => {
    const january = await typeCounts(officer, '2025-01-01', {})
    expect((await streakOf(officer, '零命案')).reconciledTo).toBeNull()
    expect(await codeOf(confirmCounts(officer, january))).toBe('account/own-entry')
    expect(await codeOf(confirmCounts(auditor, january))).toBe('account/not-allowed')
    await confirmCounts(second, january)
    expect(await codeOf(confirmCounts(chief, january))).toBe('reconciliation/confirmed-already')
    expect(await streakOf(officer, '零命案')).toMatchObject({ reconciledTo: '2025-01-31', differences: [] })
    expect(await codeOf(typeCounts(officer, '2025-04-01', {}))).toBe('reconciliation/month-not-over')
  })

  test('a difference names its month and puts the streak under review; a correction settles it', async () => {
    const wrong = await typeCounts(officer, '2025-02-01', { theft: 1 })
    await confirmCounts(second, wrong)
    const festivals = await streakOf(officer, '春节零警情')
    expect(festivals.differences).toEqual([{ month: '2025-02-01', category: 'theft', register: 1, recorded: 0 }])
    expect(festivals.reconciledTo).toBe('2025-01-31')
    expect((await streakOf(officer, '零命案')).reconciledTo).toBe('2025-02-28')

    const superseded = await typeCounts(officer, '2025-02-01', { theft: 2 })
    const corrected = await typeCounts(second, '2025-02-01', {})
    expect(await codeOf(confirmCounts(chief, superseded))).toBe('reconciliation/superseded')
    await confirmCounts(officer, corrected)
    expect(await streakOf(officer, '春节零警情')).toMatchObject({ reconciledTo: '2025-02-28', differences: [] })
    const { months } = await auditor.api.get('/reconciliations', { query: { year: 2025 } })
    expect(months.map(({ month }) => month)).toEqual(['2025-03-01', '2025-02-01', '2025-01-01'])
    expect(months.find(({ month }) => month === '2025-02-01')?.entries).toHaveLength(3)
  })

  test('needs a count of every category', async () => {
    const put = officer.api.put('/reconciliations/{id}', {
      path: { id: newId() },
      body: { month: '2025-03-01', counts: { theft: 0 } },
    })
    const said = await refusal(put)
    expect(said.code).toBe('reconciliation/categories')
    expect(said.fields?.map(({ path }) => path)).toContain('body.counts.own-fireworks')
  })
})

describe('a window that lies across a year’s end', () => {
  test('cannot be: the eve of the earliest one is in January, and New Year’s Day is in none', async () => {
    till('2026-01-02 09:00')
    const where = { kind: 'village', villageId: village } as const
    for (const on of ['2025-12-31 22:00', '2026-01-01 02:00']) {
      await review(chief, await report(officer, 'theft', on, where), 'verified')
    }
    expect(await figureOf(officer, '春节零警情')).toEqual({ value: 4, since: '2022-01-31', underReview: null })
  })

  test('the eve of 2026, the last day of the old lunar year, is in the window of 2026', async () => {
    till('2026-02-16 23:00')
    await review(
      chief,
      await report(officer, 'theft', '2026-02-16 20:00', { kind: 'village', villageId: village }),
      'verified',
    )
    const eve = await streakOf(officer, '春节零警情')
    expect(eve).toMatchObject({ value: 4, running: { year: 2026, firstDay: '2026-02-16', brokenOn: '2026-02-16' } })
    till('2026-02-24 09:00')
    expect(await figureOf(officer, '春节零警情')).toEqual({ value: 0, since: '2027-02-05', underReview: null })
  })
})

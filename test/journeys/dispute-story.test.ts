// One station and one story, told in its order: what stands in a later test was done in an earlier one.
import { shanghai } from '@sifang/domain/calendar'
import { type Dispute, disputeOf } from '@sifang/domain/disputes'
import { readEntries } from '@sifang/server/modules/follow-ups/index'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { party, take, wordsOfDocx } from './dispute-verbs.ts'
import { codeOf, newId, type Person, refusal, startTestStation, type TestStation } from './harness.ts'
import { enterVillage, t } from './harness-verbs.ts'

let station: TestStation
let village: string
let officer: Person
let second: Person
let deputy: Person
let volunteer: Person
let cadre: Person
let committee: string
let mediator: string

const at = (id: string) => ({ path: { id } })
const get = (id: string, by = officer) => by.api.get('/disputes/{id}', at(id))
const host = () => ({ kind: 'member', memberId: officer.id })

/** 正月初四: a volunteer tells the duty officer that two neighbours fight over irrigation. */
async function report(): Promise<string> {
  const id = newId()
  await volunteer.api.put('/findings/{id}', {
    ...at(id),
    body: {
      kind: 'dispute',
      urgency: 'urgent',
      topic: 'irrigation',
      source: { kind: 'message' },
      placeId: village,
      at: station.clock.now().toISOString(),
      words: '两家邻居为浇地先后吵起来，一方气得躺倒，家里人要去讨说法',
    },
  })
  return id
}

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-01 09:00') })
  village = await enterVillage(station.chief, '西隋村')
  officer = await station.join('officer', { name: '赵民警' })
  second = await station.join('officer', { name: '吴民警' })
  deputy = await station.join('deputy', { name: '钱副所长' })
  volunteer = await station.join('volunteer', { name: '孙义警', villageIds: [village] })
  cadre = await station.join('cadre', { name: '周主任', villageIds: [village] })
  await station.chief.api.put('/roster/entries/{id}', {
    ...at(newId()),
    body: { days: [{ day: '2025-02-01', basedOn: 0, dutyOfficerId: officer.id, shiftLeaderId: deputy.id }] },
  })
  committee = newId()
  mediator = newId()
  await station.chief.api.put('/committees/{id}', {
    ...at(committee),
    body: {
      id: newId(),
      basedOn: 0,
      name: '西隋村人民调解委员会',
      placeId: village,
      hasSeal: true,
      from: '2024-01-01',
      mediators: [{ id: mediator, memberId: cadre.id, from: '2024-01-01' }],
    },
  })
})
afterAll(() => station.stop())

describe('the story, settled on the scene', () => {
  let id: string
  let needId: string

  test('from the report to the handshake, in three steps after accepting', async () => {
    id = await report()
    const accepted = await take(officer, id, {
      kind: 'procedure-chosen',
      procedure: 'on-scene',
      cause: 'irrigation',
      host: host(),
    })
    expect(accepted).toMatchObject({ state: 'accepted', followUpState: 'working' })
    expect((await get(id)).allowed.slice(0, 2)).toEqual(['cadre-contacted', 'on-the-scene'])
    expect(await take(officer, id, { kind: 'cadre-contacted', cadreId: cadre.id })).toMatchObject({
      state: 'cadre-contacted',
    })
    station.clock.set(t('2025-02-01 09:40'))
    await take(officer, id, { kind: 'on-the-scene', withCadre: true })
    const settled = await take(
      officer,
      id,
      { kind: 'settled-there' },
      { words: { course: '分别听了两家的意见', outcome: '约定隔日轮流浇地，握手言和' } },
    )
    expect(settled).toMatchObject({ state: 'settled-there', followUpState: 'settled' })
    // somebody was there in time: the follow-up's own clock read the step
    const followUp = await officer.api.get('/follow-ups/{id}', at(id))
    expect(followUp).toMatchObject({ overdueSince: null, state: 'settled' })
    expect(followUp.dates).toMatchObject([{ kind: 'revisit', no: 1, on: '2025-02-08', owner: { name: '赵民警' } }])
  })

  test('the water rota becomes a need of the village’s cadre', async () => {
    needId = newId()
    const { version } = await get(id)
    const need = await officer.api.post('/disputes/{id}/needs', {
      ...at(id),
      body: { id: newId(), basedOn: version, needId, words: '请村里定轮灌顺序' },
    })
    expect(need).toMatchObject({ needId, ownerId: cadre.id })
    expect(await cadre.api.get('/follow-ups/{id}', at(needId))).toMatchObject({ subject: 'need', topic: 'water' })
  })

  test('it is not put away before somebody looked in again', async () => {
    const refused = await refusal(take(officer, id, { kind: 'filed' }))
    expect(refused).toMatchObject({
      code: 'dispute/not-complete',
      status: 409,
      details: { stands: { state: 'settled-there' }, missing: [{ kind: 'revisit', no: 1 }] },
    })
    expect(refused.details?.allowed).toContain('revisited')
  })

  test('the volunteer is told and satisfied; the revisit a week later still goes in, and it is closed', async () => {
    const append = (by: Person, step: object) =>
      by.api.get('/follow-ups/{id}', at(id)).then(({ version }) =>
        by.api.post('/follow-ups/{id}/entries', {
          ...at(id),
          body: { id: newId(), basedOn: version, step } as never,
        }),
      )
    await append(officer, { kind: 'told', to: volunteer.id })
    await append(volunteer, { kind: 'confirmed', from: volunteer.id })
    station.clock.set(t('2025-02-08 10:00'))
    expect((await get(id)).dates).toMatchObject([{ kind: 'revisit', daysLeft: 0, warns: true }])
    await take(
      officer,
      id,
      { kind: 'revisited', how: 'phone', outcome: 'kept' },
      { words: { satisfaction: '两家都满意' } },
    )
    expect(await take(officer, id, { kind: 'filed' })).toMatchObject({ state: 'closed', followUpState: 'confirmed' })
    expect(await get(id)).toMatchObject({ allowed: ['supplemented'], missing: [], dates: [], endedOn: '2025-02-08' })
  })

  test('it is no incident, so the festival window stays clean', async () => {
    expect((await get(id)).incidentAsked).toBe(false)
    expect((await station.chief.api.get('/incidents', { query: {} })).rows).toEqual([])
  })
})

describe('the story, mediated by the committee and written down', () => {
  let id: string
  let zhao: string
  let qian: string

  test('the police never host it, the village’s mediator does', async () => {
    id = await report()
    const choose = (who: object) =>
      take(officer, id, { kind: 'procedure-chosen', procedure: 'people', cause: 'irrigation', host: who })
    expect(await refusal(choose(host()))).toMatchObject({
      code: 'dispute/police-never-host',
      status: 422,
      details: {
        guard: 'police-never-host',
        basis: 'read',
        article: { zh: expect.stringContaining('人民调解法') },
        routes: ['people-mediation', 'public-security-mediation', 'on-scene'],
      },
    })
    expect(await choose({ kind: 'mediator', mediatorId: mediator })).toMatchObject({ state: 'accepted' })
    expect((await get(id)).host).toMatchObject({ kind: 'mediator', name: '周主任' })
    expect((await get(id)).dates).toMatchObject([{ kind: 'mediation-ends', on: '2025-03-10' }])
  })

  test('the mediator tells of rights, sits with both, and they agree on two instalments', async () => {
    zhao = await party(cadre, id, 'applicant', '甲某')
    qian = await party(cadre, id, 'respondent', '乙某')
    await take(cadre, id, { kind: 'informed' })
    const present = [
      { part: 'applicant', personId: zhao },
      { part: 'respondent', personId: qian },
      { part: 'mediator' },
      { part: 'officer', personId: officer.id },
    ]
    const strange = [{ part: 'applicant', personId: newId() }, ...present.slice(1)]
    expect(await codeOf(take(cadre, id, { kind: 'sitting', present: strange, outcome: 'agreed' }))).toBe(
      'dispute/party-unknown',
    )
    await take(cadre, id, { kind: 'sitting', present, outcome: 'agreed' }, { words: { course: '双方互谅' } })
    const instalments = [
      { no: 1, dueOn: '2025-02-20' },
      { no: 2, dueOn: '2025-03-20' },
    ]
    expect(
      await take(
        cadre,
        id,
        { kind: 'agreed', form: 'written', signedBy: [zhao, qian], instalments },
        { words: { facts: '两家共用一口井', content: '乙某分两次补偿', way: '现金' } },
      ),
    ).toMatchObject({ state: 'written', followUpState: 'working' })
    expect((await get(id)).missing).toMatchObject([
      { kind: 'outcome' },
      { kind: 'signature', of: 'mediator' },
      { kind: 'signature', of: 'committee' },
      { kind: 'performance', no: 1 },
      { kind: 'performance', no: 2 },
      { kind: 'need' },
    ])
  })

  test('it takes effect with the committee’s seal, and its dates stand in the due lists', async () => {
    await take(cadre, id, { kind: 'signed', by: ['mediator', 'committee'] })
    const dispute = await get(id)
    expect(dispute).toMatchObject({
      state: 'performing',
      confirmation: 'none',
      agreement: { effectiveOn: '2025-02-08' },
    })
    expect(dispute.dates.map(({ kind, no, on }) => [kind, no, on])).toEqual([
      ['revisit', 1, '2025-02-15'],
      ['performance', 1, '2025-02-20'],
      ['confirmation', 1, '2025-03-10'],
      ['revisit', 2, '2025-03-10'],
      ['performance', 2, '2025-03-20'],
    ])
    const { dates } = await officer.api.get('/follow-ups/{id}', at(id))
    expect(dates).toHaveLength(5)
  })

  test('what was said and who they are opens for a purpose, on record; the reporter is in none of it', async () => {
    const opened = await cadre.api.post('/disputes/{id}/readings', { ...at(id), body: { purpose: 'paper' } })
    expect(opened.parties.map(({ person }) => person.name)).toEqual(['甲某', '乙某'])
    expect(opened.words.map(({ kind }) => kind)).toEqual(['sitting', 'agreed'])
    expect(JSON.stringify(opened)).not.toContain('孙义警')
    const read = await station.chief.api.get('/audit', { query: { action: 'dispute.read' } })
    expect(read.rows[0]).toMatchObject({ entityId: id, purpose: 'paper' })
    expect(JSON.stringify(await get(id))).not.toContain('甲某')
    expect(await codeOf(volunteer.api.get('/disputes/{id}', at(id)))).toBe('account/not-allowed')
  })

  test('two at once at one version: one stands, the other is told what stands', async () => {
    const { version } = await get(id)
    const paid = { kind: 'instalment', no: 1, performed: true }
    const tries = await Promise.allSettled([
      take(officer, id, paid, { basedOn: version }),
      take(second, id, { ...paid, performed: false }, { basedOn: version }),
    ])
    const refused = tries.filter((one) => one.status === 'rejected')
    expect(refused).toHaveLength(1)
    expect(refused[0]?.reason.problem).toMatchObject({ code: 'record/changed', status: 409 })
    // a signature or a look does not stand in anybody's way
    const both = await Promise.allSettled([
      take(officer, id, { kind: 'revisited', no: 1, how: 'phone', outcome: 'kept' }, { basedOn: version }),
      take(second, id, { kind: 'learned', circumstances: ['minor-violation'] }, { basedOn: version }),
    ])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
  })

  test('performed, looked in on day 30, confirmed by the court, filed', async () => {
    const { agreement } = await get(id)
    for (const { no, outcome } of agreement?.instalments ?? []) {
      if (outcome !== 'performed') await take(officer, id, { kind: 'instalment', no, performed: true })
    }
    const confirm = (to: string) => take(officer, id, { kind: 'confirmation', to, together: true })
    await confirm('applied')
    await confirm('accepted')
    await confirm('confirmed')
    const { version } = await get(id)
    await officer.api.post('/disputes/{id}/needs', {
      ...at(id),
      body: { id: newId(), basedOn: version, needId: newId() },
    })
    station.clock.set(t('2025-03-10 15:00'))
    await take(second, id, { kind: 'revisited', no: 1, how: 'in-person', outcome: 'kept' })
    await take(second, id, { kind: 'revisited', no: 2, how: 'in-person', outcome: 'kept' })
    expect(await take(officer, id, { kind: 'filed' })).toMatchObject({ state: 'filed' })
  })

  test('its papers are opened and read: parties and terms stand in them, the one who reported in none', async () => {
    const { rows } = await officer.api.get('/disputes/{id}/papers', at(id))
    expect(rows.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['registration', 'agreement', 'revisit']))
    const papers = new Map<string, string>()
    for (const { kind, no } of rows) {
      const which = no === null ? '' : `&no=${no}`
      const answer = await officer.send('GET', `/disputes/${id}/papers/${kind}/draft?purpose=paper${which}`)
      expect(answer.status, kind).toBe(200)
      papers.set(`${kind} ${no ?? ''}`.trim(), wordsOfDocx(new Uint8Array(await answer.arrayBuffer())))
    }
    const all = [...papers.values()].join('')
    for (const words of ['甲某', '乙某', '西隋村', '2025年2月20日', '乙某分两次补偿']) expect(all).toContain(words)
    expect(all).not.toContain('孙义警')
    // what nobody entered is a blank to fill in by hand, and the paper says that it is a draft
    expect(rows.some(({ missing }) => missing.length > 0)).toBe(true)
    expect(all).toContain('草稿')
  })

  test('what a paper lacks is entered afterwards as an entry of its own, sealed, and then it lacks nothing', async () => {
    const lacking = async () => {
      const { rows } = await officer.api.get('/disputes/{id}/papers', at(id))
      return rows.filter(({ kind }) => kind !== 'case-file').flatMap(({ missing }) => missing.map(({ field }) => field))
    }
    expect(await lacking()).toEqual(expect.arrayContaining(['sitting.place', 'agreement.issues']))
    const supplement = (of: string, words: Record<string, string>, no: number | null = null) =>
      take(officer, id, { kind: 'supplemented', of, no }, { words })
    expect(await codeOf(supplement('sitting', { content: '另有约定' }, 1))).toBe('dispute/not-supplemented')
    expect(await codeOf(supplement('sitting', {}, 1))).toBe('dispute/not-supplemented')
    expect(await codeOf(supplement('sitting', { place: '村委会' }, 7))).toBe('dispute/not-supplemented')
    const { state } = await get(id)
    await supplement('sitting', { place: '西隋村村委会' }, 1)
    await supplement('agreed', { dispute: '浇地先后', responsibilities: '互有责任', court: '示范县人民法院' })
    expect(await lacking()).toEqual([])
    expect(await get(id)).toMatchObject({ state })
    const answer = await officer.send('GET', `/disputes/${id}/papers/sitting/draft?purpose=paper&no=1`)
    expect(wordsOfDocx(new Uint8Array(await answer.arrayBuffer()))).toContain('西隋村村委会')
    const { rows } = await sql<{ row: string }>`
      select w::text as row from dispute_words w where dispute_id = ${id} and kind = 'supplemented'
      union all select e::text from follow_up_entry e where follow_up_id = ${id}`.execute(station.machine.db)
    expect(JSON.stringify(rows)).not.toMatch(/村委会|互有责任/)
  })

  test('“these two again” is told by number to whoever has or hosts it, for a purpose, on record', async () => {
    const again = await report()
    await take(officer, again, {
      kind: 'procedure-chosen',
      procedure: 'people',
      cause: 'irrigation',
      host: { kind: 'mediator', mediatorId: mediator },
    })
    await party(cadre, again, 'applicant', '乙某')
    await party(cadre, again, 'respondent', '甲某')
    const ask = (by: Person) => by.api.post('/disputes/{id}/probes', { ...at(again), body: { purpose: 'handle' } })
    expect(await ask(cadre)).toEqual({ samePair: 1, samePlace: 0 })
    expect(await ask(officer)).toEqual({ samePair: 1, samePlace: 0 })
    expect(await codeOf(ask(second))).toBe('account/not-allowed')
    const { rows } = await station.chief.api.get('/audit', { query: { action: 'dispute.probed' } })
    expect(rows[0]).toMatchObject({ entityId: again, purpose: 'handle', details: { samePair: 1, samePlace: 0 } })
  })

  test('the register has a line for each of the month, with who hosted and nobody it was between', async () => {
    const { rows } = await officer.api.get('/papers/mediation-register', { query: { month: '2025-02' } })
    expect(rows.map(({ procedure, hostName, state }) => [procedure, hostName, state])).toEqual([
      ['on-scene', '赵民警', 'closed'],
      ['people', '周主任', 'filed'],
    ])
    expect(JSON.stringify(rows)).not.toMatch(/甲某|乙某|孙义警/)
    const paper = await officer.send('GET', '/papers/mediation-register/docx?month=2025-02')
    expect(wordsOfDocx(new Uint8Array(await paper.arrayBuffer()))).toMatch(/西隋村.*周主任/)
  })

  test('a month’s figures count it, by cause, procedure, village and days', async () => {
    const month = await officer.api.get('/disputes/statistics', { query: { month: '2025-02' } })
    expect(month).toMatchObject({
      reported: 2,
      accepted: 2,
      ended: 1,
      byCause: [{ of: 'irrigation', count: 2 }],
      byVillage: [{ villageName: '西隋村', count: 2 }],
      daysToSettle: { longest: 0 },
    })
  })
})

describe('beside the story', () => {
  test('with somebody hurt it is an incident as well, or a second person says why not', async () => {
    const id = await report()
    await take(officer, id, {
      kind: 'procedure-chosen',
      procedure: 'on-scene',
      cause: 'irrigation',
      host: host(),
      circumstances: ['injury'],
    })
    const decide = async (by: Person, body: object) =>
      by.api.post('/disputes/{id}/incident-decisions', {
        ...at(id),
        body: { id: newId(), basedOn: (await get(id)).version, ...body } as never,
      })
    const whyNot = { verdict: 'not-an-incident', reason: '自己绊倒，双方没有动手' }
    expect((await get(id)).missing).toContainEqual({ kind: 'incident-decision' })
    expect(await codeOf(decide(officer, whyNot))).toBe('account/not-allowed')
    const incidentId = newId()
    await decide(officer, { verdict: 'incident', incidentId, category: 'violence' })
    expect(await get(id)).toMatchObject({ incident: 'incident', incidentId, incidentAsked: false })
    expect(await officer.api.get('/incidents/{id}', at(incidentId))).toMatchObject({
      status: 'reported',
      category: 'violence',
    })
    expect(await codeOf(decide(deputy, whyNot))).toBe('dispute/not-allowed-now')
  })

  test('就地劝和 takes village, cause and outcome, and refuses a body with anything more', async () => {
    const body = { villageId: village, at: station.clock.now().toISOString(), cause: 'noise', outcome: 'settled' }
    const put = (more: object = {}) =>
      volunteer.send('PUT', `/informal-disputes/${newId()}`, { ...body, circumstances: [], ...more })
    const written = await put()
    expect(await written.json()).toMatchObject({ state: 'closed', followUpState: 'confirmed' })
    expect((await put({ names: '甲某、乙某' })).status).toBe(400)
    expect(await (await put({ circumstances: ['injury'] })).json()).toMatchObject({
      code: 'dispute/not-small',
      details: { routes: ['duty-officer'] },
    })
    expect(await (await put({ outcome: 'not-settled' })).json()).toMatchObject({
      state: 'failed',
      followUpState: 'open',
    })
  })

  test('a mediator of another village does not host, and a cadre reads no names of what others host', async () => {
    const id = await report()
    const other = await enterVillage(station.chief, '东隋村')
    const elsewhere = newId()
    await station.chief.api.put('/committees/{id}', {
      ...at(newId()),
      body: {
        id: newId(),
        basedOn: 0,
        name: '东隋村人民调解委员会',
        placeId: other,
        hasSeal: false,
        from: '2024-01-01',
        mediators: [{ id: elsewhere, name: '郑某', from: '2024-01-01' }],
      },
    })
    const choose = { kind: 'procedure-chosen', procedure: 'people', cause: 'boundary' }
    expect(await codeOf(take(officer, id, { ...choose, host: { kind: 'mediator', mediatorId: elsewhere } }))).toBe(
      'dispute/mediator-needed',
    )
    await take(officer, id, { ...choose, procedure: 'on-scene', host: host() })
    const reading = cadre.api.post('/disputes/{id}/readings', { ...at(id), body: { purpose: 'handle' } })
    expect(await codeOf(reading)).toBe('account/not-allowed')
    const stale = {
      id: newId(),
      basedOn: 0,
      name: '西隋村人民调解委员会',
      placeId: village,
      hasSeal: true,
      from: '2024-01-01',
      mediators: [],
    }
    const keep = (body: object) =>
      station.chief.api.put('/committees/{id}', { ...at(committee), body: { ...stale, id: newId(), ...body } })
    expect(await codeOf(keep({}))).toBe('record/changed')
    expect(await codeOf(keep({ basedOn: 1, to: '2023-01-01' }))).toBe('dispute/term-order')
    expect(await keep({ basedOn: 1 })).toMatchObject({ version: 2 })
    const changed = { kind: 'procedure-changed', procedure: 'people', host: { kind: 'mediator', mediatorId: mediator } }
    expect(await codeOf(take(officer, id, changed))).toBe('dispute/reason-needed')
    expect(await take(officer, id, changed, { words: { reason: '双方要求写成协议' } })).toMatchObject({
      state: 'accepted',
    })
    const register = await cadre.api.get('/committees')
    expect(register.rows.map(({ name, mediators }) => [name, mediators[0]?.name])).toEqual([
      ['东隋村人民调解委员会', '郑某'],
      ['西隋村人民调解委员会', '周主任'],
    ])
  })

  test('a public-security mediation keeps to its officers, its two sittings and its dates', async () => {
    const id = await report()
    const choose = { kind: 'procedure-chosen', procedure: 'public-security', cause: 'damage', host: host() }
    expect(await codeOf(take(officer, id, choose))).toBe('dispute/not-a-violation')
    await take(officer, id, { ...choose, circumstances: ['minor-violation', 'damage'] })
    const zhao = await party(officer, id, 'applicant', '丙某')
    const qian = await party(officer, id, 'respondent', '丁某')
    await take(officer, id, { kind: 'informed' })
    const present = [
      { part: 'applicant', personId: zhao },
      { part: 'respondent', personId: qian },
      { part: 'officer', personId: officer.id },
    ]
    const sitting = { kind: 'sitting', present, outcome: 'adjourned' }
    // a volunteer named as the second officer does not count
    const padded = [...present, { part: 'officer', personId: volunteer.id }]
    expect(await codeOf(take(officer, id, { ...sitting, present: padded }))).toBe('dispute/party-unknown')
    expect(await refusal(take(officer, id, sitting))).toMatchObject({
      code: 'dispute/one-officer',
      details: { basis: 'read', article: { zh: expect.stringContaining('第一百零八条') } },
    })
    await take(officer, id, { ...sitting, recorded: true })
    expect((await get(id)).dates).toMatchObject([
      { kind: 'second-sitting', on: '2025-03-19', daysLeft: 9, warns: false },
      { kind: 'mediation-ends', on: '2025-04-09' },
    ])
    await take(officer, id, { ...sitting, recorded: true })
    expect(await codeOf(take(officer, id, { ...sitting, recorded: true }))).toBe('dispute/no-third-sitting')
    expect(await take(officer, id, { kind: 'failed', remediesTold: true })).toMatchObject({ followUpState: 'settled' })
  })

  test('a recalled guard is lifted by the station, one that was read is not to be lifted', async () => {
    const settings = await station.chief.api.get('/station/settings')
    const put = (guardsOff: string[]) =>
      station.chief.send('PUT', '/station/settings', {
        id: newId(),
        basedOn: settings.version,
        settings: { ...settings.settings, disputes: { ...settings.settings.disputes, guardsOff } },
      })
    const id = await report()
    const choose = {
      kind: 'procedure-chosen',
      procedure: 'on-scene',
      cause: 'family',
      host: host(),
      circumstances: ['family-violence'],
    }
    expect(await refusal(take(officer, id, choose))).toMatchObject({
      details: { basis: 'recalled', routes: ['police-warning', 'protection-order', 'womens-federation'] },
    })
    expect((await put(['party-refuses'])).status).toBe(400)
    expect((await put(['family-violence'])).status).toBe(200)
    expect(await take(officer, id, choose)).toMatchObject({ state: 'accepted' })
  })

  test('the same step sent again changes nothing, and another body under its id is refused', async () => {
    const id = await report()
    const body = {
      id: newId(),
      basedOn: 1,
      step: { kind: 'referred', to: 'court' },
      words: { reason: '须由法院确认权属' },
    }
    const post = (by: Person, sent: object) => by.send('POST', `/disputes/${id}/steps`, sent)
    const first = await post(officer, body)
    expect(await first.json()).toMatchObject({ state: 'referred', followUpState: 'settled' })
    const { version } = await get(id)
    expect((await post(officer, body)).status).toBe(200)
    expect((await post(officer, { ...body, words: {} })).status).toBe(409)
    expect((await get(id)).version).toBe(version)
  })

  test('what is kept of each dispute is what the entries of its follow-up come to', async () => {
    const { rows } = await sql<{ id: string; standing: Dispute }>`select id, standing from dispute`.execute(
      station.machine.db,
    )
    expect(rows.length).toBeGreaterThan(4)
    for (const { id, standing } of rows) {
      expect(standing).toEqual(disputeOf(await readEntries(station.machine.db, station.id, id), shanghai))
    }
  })
})

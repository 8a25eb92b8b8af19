import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf, newId, type Person, refusal, signIn, startTestStation, type TestStation } from './harness.ts'
import { enterVillage, t } from './harness-verbs.ts'

// From a volunteer's report with a photo and speech to the day on which nothing of it is left.

let station: TestStation
let village: string
let officer: Person
let volunteer: Person
let neighbour: Person
let auditor: Person
let matterId: string
let speechId: string
let photoId: string

const speech = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(400, 7)])
const words = Buffer.from('处理经过：已到水渠查看。\n')
const password = 'Kestrel-2026'

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-01 09:00') })
  village = await enterVillage(station.chief, '西隋村')
  officer = await station.join('officer', { name: '赵民警' })
  volunteer = await station.join('volunteer', { name: '孙义警', villageIds: [village] })
  neighbour = await station.join('volunteer', { name: '李义警', villageIds: [village] })
  auditor = await station.join('auditor', { name: '吴审计' })
  matterId = newId()
  await volunteer.api.put('/findings/{id}', {
    path: { id: matterId },
    body: {
      kind: 'need',
      urgency: 'ordinary',
      source: { kind: 'message' },
      placeId: village,
      at: station.clock.now().toISOString(),
      words: '水渠堵了，想请人来看看',
    },
  })
})
afterAll(() => station.stop())

async function send(by: Person, kind: string, name: string, content: Buffer, query = ''): Promise<string> {
  const id = newId()
  const cookie = await signIn(station.address, { userName: by.userName, password })
  const body = new FormData()
  body.append('file', new Blob([new Uint8Array(content)]), name)
  const sha256 = createHash('sha256').update(content).digest('hex')
  const address = `${station.address}/api/v1/matters/${matterId}/attachments/${id}?kind=${kind}&sha256=${sha256}${query}`
  const answer = await fetch(address, { method: 'PUT', headers: { cookie }, body })
  const said: unknown = await answer.json()
  if (!answer.ok) throw new Error(JSON.stringify(said))
  return id
}
const seenBy = async (by: Person) => {
  const list = await by.api.get('/matters/{matterId}/attachments', { path: { matterId }, query: {} })
  return list.rows.map(({ id }) => id)
}
const read = async (by: Person, id: string) =>
  (await by.send('GET', `/matters/${matterId}/attachments/${id}?purpose=handle`)).status

test('whoever reported sends speech with the finding; police and auditor hear it, a neighbour does not know of it', async () => {
  speechId = await send(volunteer, 'speech', '录音.amr', speech, `&findingId=${matterId}`)
  for (const who of [officer, auditor, volunteer]) {
    expect(await seenBy(who)).toEqual([speechId])
    expect(await read(who, speechId)).toBe(200)
  }
  expect(await seenBy(neighbour)).toEqual([])
  expect(await read(neighbour, speechId)).toBe(404)
  await expect(send(neighbour, 'speech', '录音.amr', speech)).rejects.toThrow('attachment/not-found')
})

test('what police add is theirs until the one who reported has the matter', async () => {
  photoId = await send(officer, 'file', '经过.txt', words)
  expect(await seenBy(volunteer)).toEqual([speechId])
  expect(await read(volunteer, photoId)).toBe(404)
  await station.chief.api.post('/follow-ups/{id}/entries', {
    path: { id: matterId },
    body: { id: newId(), basedOn: 1, step: { kind: 'transferred', ownerId: volunteer.id } },
  })
  expect(await seenBy(volunteer)).toEqual([speechId, photoId])
  expect(await read(volunteer, photoId)).toBe(200)
})

test('who added a file is named, unless that is the one who reported and the reader is not told who that is', async () => {
  const cadre = await station.join('cadre', { name: '周主任', villageIds: [village] })
  const { version } = await station.chief.api.get('/follow-ups/{id}', { path: { id: matterId } })
  const listed = async (by: Person) =>
    (await by.api.get('/matters/{matterId}/attachments', { path: { matterId }, query: {} })).rows
  await station.chief.api.post('/follow-ups/{id}/entries', {
    path: { id: matterId },
    body: { id: newId(), basedOn: version, step: { kind: 'transferred', ownerId: cadre.id } },
  })
  const seen = await listed(cadre)
  expect(seen.map(({ uploadedBy }) => uploadedBy?.name ?? null)).toEqual([null, '赵民警'])
  expect(JSON.stringify(seen)).not.toContain(volunteer.id)
  expect((await listed(auditor)).map(({ uploadedBy }) => uploadedBy?.name)).toEqual(['孙义警', '赵民警'])
  expect(seen.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true)
  await station.chief.api.post('/follow-ups/{id}/entries', {
    path: { id: matterId },
    body: { id: newId(), basedOn: version + 1, step: { kind: 'transferred', ownerId: volunteer.id } },
  })
})

test('it is given with a finding and an entry of its own matter only', async () => {
  await expect(send(officer, 'file', 'a.txt', words, `&findingId=${newId()}`)).rejects.toThrow('finding/not-found')
  await expect(send(officer, 'file', 'a.txt', words, `&entryId=${newId()}`)).rejects.toThrow('follow-up/not-found')
})

test('two years after it was closed nothing of it is left, and the list says what there was', async () => {
  const step = (version: number, done: object) =>
    officer.api.post('/follow-ups/{id}/entries', {
      path: { id: matterId },
      body: { id: newId(), basedOn: version, step: done } as never,
    })
  const { version } = await officer.api.get('/follow-ups/{id}', { path: { id: matterId } })
  await step(version, { kind: 'settled' })
  await step(version + 1, { kind: 'told', to: volunteer.id })
  station.clock.set(t('2025-02-12 09:00'))
  await station.runJobs()
  const { state } = await officer.api.get('/follow-ups/{id}', { path: { id: matterId } })
  expect(state).toBe('closed-unanswered')

  station.clock.set(t('2027-02-05 09:00'))
  await station.runJobs()
  expect(await read(officer, speechId)).toBe(200)
  station.clock.set(t('2027-02-14 09:00'))
  await station.runJobs()
  expect(await read(officer, speechId)).toBe(404)
  expect(await seenBy(officer)).toEqual([])
  const content = officer.api.get('/follow-ups/{id}/content', { path: { id: matterId }, query: { purpose: 'handle' } })
  expect(await codeOf(content)).toBe('secret/erased')
  // what it was about, who had it and when is still there
  expect((await officer.api.get('/follow-ups/{id}', { path: { id: matterId } })).state).toBe('closed-unanswered')
  const folder = join(station.machine.dataDir, 'attachments', station.id)
  expect(await readdir(folder)).toEqual([])

  const { rows } = await auditor.api.get('/erasures', { query: {} })
  expect(rows).toMatchObject([
    { matterId, subject: 'need', reason: 'retention-over', counts: { findings: 1, attachments: 2 } },
  ])
  expect(await refusal(officer.api.get('/erasures', { query: {} }))).toMatchObject({ code: 'account/not-allowed' })
  await expect(send(officer, 'file', 'a.txt', words)).rejects.toThrow('secret/erased')
})

import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, type Person, signIn, startTestStation, type TestStation } from '../journeys/harness.ts'
import { enterVillage, t } from '../journeys/harness-verbs.ts'

// One rare word and one telephone in every field of a matter that takes words: they are read for a purpose and lie nowhere.

const word = '蝌蚪鹮'
const phone = '13900007361'

let station: TestStation
let village: string
let officer: Person
let volunteer: Person
let matterId: string
/** Everything that a command or a list answered. */
const answers: string[] = []

async function sent(by: Person, method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const response = await by.send(method, path, body)
  const text = await response.text()
  expect(response.status, `${method} ${path} ${text}`).toBe(200)
  answers.push(`${method} ${path} ${text}`)
  return JSON.parse(text) as Record<string, unknown>
}

const versionOf = async () => Number((await sent(officer, 'GET', `/follow-ups/${matterId}`)).version)

async function append(step: object, words?: string) {
  const body = { id: newId(), basedOn: await versionOf(), step, ...(words ? { words } : {}) }
  await sent(officer, 'POST', `/follow-ups/${matterId}/entries`, body)
}

async function attach(name: string, content: string) {
  const cookie = await signIn(station.address, { userName: officer.userName, password: 'Kestrel-2026' })
  const body = new FormData()
  body.append('file', new Blob([content]), name)
  const sha256 = createHash('sha256').update(content).digest('hex')
  const address = `${station.address}/api/v1/matters/${matterId}/attachments/${newId()}?kind=file&sha256=${sha256}`
  const answer = await fetch(address, { method: 'PUT', headers: { cookie }, body })
  const text = await answer.text()
  expect(answer.ok, text).toBe(true)
  answers.push(text)
}

/** Tables whose rows hold any of these in clear, as text or as bytes. */
async function tablesWith(needles: readonly string[]): Promise<readonly string[]> {
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(
    station.machine.db,
  )
  const forms = needles.flatMap((needle) => [needle, Buffer.from(needle).toString('hex')])
  const found: string[] = []
  for (const { schema, name } of tables) {
    const { rows } = await sql`
      select from ${sql.table(`${schema}.${name}`)} t
      where ${sql.join(
        forms.map((form) => sql`position(${form} in t::text) > 0`),
        sql` or `,
      )} limit 1`.execute(station.machine.db)
    if (rows.length > 0) found.push(`${schema}.${name}`)
  }
  return found
}

async function filesWith(needles: readonly string[]): Promise<readonly string[]> {
  const files = await readdir(station.machine.dataDir, { recursive: true, withFileTypes: true })
  const found: string[] = []
  for (const file of files.filter((one) => one.isFile())) {
    const content = await readFile(join(file.parentPath, file.name))
    if (needles.some((needle) => file.name.includes(needle) || content.includes(needle))) found.push(file.name)
  }
  return found
}

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-01 09:00') })
  village = await enterVillage(station.chief, '西隋村')
  officer = await station.join('officer', { name: '赵民警' })
  volunteer = await station.join('volunteer', { name: '孙义警', villageIds: [village] })
  matterId = newId()
  await sent(officer, 'PUT', `/findings/${matterId}`, {
    kind: 'dispute',
    source: { kind: 'message' },
    placeId: village,
    at: station.clock.now().toISOString(),
    reporterId: volunteer.id,
    words: `${word}家为浇地争吵`,
    asker: { name: word, phone },
  })
  await append({ kind: 'accepted' }, `${word}说的`)
  const correction = { id: newId(), basedOn: await versionOf(), kind: 'dispute', words: `更正：${word}` }
  await sent(officer, 'POST', `/findings/${matterId}/corrections`, { ...correction, asker: { name: word, phone } })
  const fields = ['summary', 'reason', 'place', 'facts', 'dispute', 'responsibilities', 'course', 'outcome', 'content']
  const more = ['way', 'question', 'answer', 'others', 'satisfaction', 'risks', 'measures', 'court', 'note']
  await sent(officer, 'POST', `/disputes/${matterId}/steps`, {
    id: newId(),
    basedOn: await versionOf(),
    step: {
      kind: 'procedure-chosen',
      procedure: 'on-scene',
      cause: 'irrigation',
      host: { kind: 'member', memberId: officer.id },
    },
    words: Object.fromEntries([...fields, ...more].map((field) => [field, `${field}：${word}`])),
  })
  const named = { name: word, phone, address: `${word}胡同`, occupation: word, ethnicity: word }
  await sent(officer, 'PUT', `/disputes/${matterId}/parties/${newId()}`, {
    id: newId(),
    part: 'applicant',
    person: { ...named, guardian: named, agent: named },
  })
  await sent(officer, 'PUT', `/disputes/${matterId}/parties/${newId()}`, {
    id: newId(),
    part: 'respondent',
    person: { ...named, name: `${word}二` },
  })
  await attach(`${word}.txt`, `${word} ${phone}`)
})
afterAll(() => station.stop())

test('while it lives it is read for a purpose, and lies in no table, file, answer, list, audit or feed', async () => {
  // what may lie in clear is found by the same look
  expect(await tablesWith(['西隋村'])).toContain('public.place')
  const content = await officer.send('GET', `/follow-ups/${matterId}/content?purpose=handle`)
  expect(await content.text()).toContain(word)
  for (const path of [
    '/follow-ups',
    '/disputes',
    '/changes?after=0&limit=500',
    '/due',
    `/places/${village}/timeline`,
  ]) {
    await sent(officer, 'GET', path)
  }
  await sent(station.chief, 'GET', '/audit?limit=200')
  await sent(officer, 'GET', `/disputes/${matterId}`)
  for (const answer of answers) for (const said of [word, phone]) expect(answer).not.toContain(said)
  expect(await tablesWith([word, phone])).toEqual([])
  expect(await filesWith([word, phone])).toEqual([])
})

test('erased, nothing opens it again: no key, nothing sealed under it, no file, and no keyed hash of the pair', async () => {
  await append({ kind: 'settled' }, `${word}两家和好`)
  await append({ kind: 'told', to: volunteer.id }, `告诉了${word}`)
  await append({ kind: 'told', to: 'resident' }, `告诉了${word}`)
  station.clock.set(t('2025-02-12 09:00'))
  await station.runJobs()
  station.clock.set(t('2027-02-14 09:00'))
  await station.runJobs()
  const content = await officer.send('GET', `/follow-ups/${matterId}/content?purpose=handle`)
  expect([content.status, await content.text()]).toEqual([410, expect.stringContaining('secret/erased')])
  const { rows } = await sql<{ left: Record<string, number> }>`select jsonb_build_object(
    'keys', (select count(*) from matter_key where matter_id = ${matterId} and wrapped_key is not null),
    'entries', (select count(*) from follow_up_entry where follow_up_id = ${matterId} and sealed is not null),
    'findings', (select count(*) from finding where follow_up_id = ${matterId} and sealed is not null),
    'parties', (select count(*) from dispute_party where dispute_id = ${matterId} and sealed is not null),
    'attachments', (select count(*) from attachment where matter_id = ${matterId}),
    'pairs', (select count(*) from party_pair where matter_id = ${matterId})) as left`.execute(station.machine.db)
  expect(rows[0]?.left).toEqual({ keys: 0, entries: 0, findings: 0, parties: 0, attachments: 0, pairs: 0 })
  expect(await readdir(join(station.machine.dataDir, 'attachments', station.id))).toEqual([])
  expect(await tablesWith([word, phone])).toEqual([])
  expect(await filesWith([word, phone])).toEqual([])
})

import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attachmentFolder } from '../../platform/attachments/folder.ts'
import { compareAttachments } from '../../platform/attachments/index.ts'
import { heic, jpeg, png, secretPlace, webp } from '../../platform/attachments/photos.test-setup.ts'
import { speechMp4 } from '../../platform/attachments/speech.test-setup.ts'
import { createMatter, eraseMatter } from '../../platform/secrets/index.ts'
import { openWorld, type World } from '../accounts/world.fixture.ts'
import { attachmentRoutes } from './index.ts'

let dataDir: string
let world: World
let officer: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sifang-attachments-'))
  world = await openWorld({ routes: attachmentRoutes({ dataDir }) })
  officer = await world.cookieOf((await world.member('officer')).userName)
})
afterAll(async () => {
  await world.close()
  await rm(dataDir, { recursive: true, force: true })
})

const holder = () => ({
  station: { id: world.stationId, name: '试验派出所', timeZone: 'Asia/Shanghai', demo: false },
  keys: world.parts.keys,
  now: world.parts.now,
  newId: () => randomUUIDv7(),
})
async function newMatter(): Promise<string> {
  const id = randomUUIDv7()
  await createMatter(world.db, holder(), id)
  return id
}

type Given = {
  readonly matterId: string
  readonly id?: string
  readonly kind: string
  readonly name: string
  readonly content: Buffer
  readonly cookie?: string
  readonly sha256?: string
  readonly more?: string
}

async function put({ matterId, kind, name, content, more = '', ...given }: Given) {
  const { id = randomUUIDv7(), cookie = officer, sha256 = sha(content) } = given
  const body = new FormData()
  body.append('file', new Blob([new Uint8Array(content)]), name)
  const url = `${world.address}/api/v1/matters/${matterId}/attachments/${id}?kind=${kind}&sha256=${sha256}${more}`
  const answer = await fetch(url, { method: 'PUT', headers: { cookie }, body })
  return { id, status: answer.status, body: await answer.json() }
}
const sha = (content: Buffer) => createHash('sha256').update(content).digest('hex')

async function read(matterId: string, id: string, { cookie = officer, query = 'purpose=handle' } = {}) {
  const url = `${world.address}/api/v1/matters/${matterId}/attachments/${id}?${query}`
  const answer = await fetch(url, { headers: { cookie } })
  return { status: answer.status, headers: answer.headers, content: Buffer.from(await answer.arrayBuffer()) }
}

const files = async (matterId: string) =>
  readdir(join(attachmentFolder(dataDir), world.stationId, matterId)).catch((): string[] => [])
const text = Buffer.from('东张村水渠看护情况\n')
const officeTypes = (part: string) =>
  strToU8(
    `<?xml version="1.0"?><Types><Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${part.startsWith('word') ? 'wordprocessingml.document' : 'spreadsheetml.sheet'}.main+xml"/></Types>`,
  )
const office = (part: string) =>
  Buffer.from(zipSync({ '[Content_Types].xml': officeTypes(part), [part]: strToU8('<x/>') }))
/** 200 MB that a zip makes small. */
function blownUp(): Uint8Array {
  const part = new Uint8Array(200 * 2 ** 20).fill(32)
  part.set(officeTypes('word/document.xml'))
  return part
}
/** Photos that would fill the memory of whoever looks at them. */
function vastPng(): Buffer {
  const photo = png()
  photo.writeUInt32BE(60_000, 16)
  photo.writeUInt32BE(60_000, 20)
  return photo
}
function vastJpeg(): Buffer {
  const photo = jpeg()
  photo.fill(0xff, photo.indexOf(Buffer.from([0xff, 0xc2])) + 5, photo.indexOf(Buffer.from([0xff, 0xc2])) + 9)
  return photo
}
function vastWebp(): Buffer {
  const photo = webp()
  photo.writeUIntLE(65_534, 24, 3)
  photo.writeUIntLE(65_534, 27, 3)
  return photo
}
const wav = Buffer.concat([Buffer.from('RIFF\x24\0\0\0WAVEfmt '), Buffer.alloc(300, 1)])
const amr = Buffer.concat([Buffer.from('#!AMR\n'), randomBytes(500)])
const webm = Buffer.concat([
  Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x84]),
  Buffer.from('webm'),
  randomBytes(400),
])
const ogg = Buffer.concat([Buffer.from('OggS\0\x02'), Buffer.alloc(22), Buffer.from('OpusHead'), randomBytes(100)])
const mp3 = Buffer.concat([
  Buffer.from('ID3\x03\0\0\0\0\0\0'),
  Buffer.from([0xff, 0xfb, 0x90, 0x64]),
  Buffer.alloc(500),
])
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF')

describe('an upload', () => {
  test.each([
    ['photo', 'a.jpg', jpeg(), 'image/jpeg'],
    ['photo', 'A.JPEG', jpeg({ orientation: 8 }), 'image/jpeg'],
    ['photo', 'a.png', png(), 'image/png'],
    ['photo', 'a.webp', webp(), 'image/webp'],
    ['photo', 'a.heic', heic(), 'image/heic'],
    ['speech', '录音 3.m4a', speechMp4(), 'audio/mp4'],
    ['speech', 'a.mp4', speechMp4({ brand: 'isom' }), 'audio/mp4'],
    ['speech', 'a.3gp', speechMp4({ brand: '3gp4' }), 'audio/3gpp'],
    ['speech', 'a.webm', webm, 'audio/webm'],
    ['speech', 'a.ogg', ogg, 'audio/ogg'],
    ['speech', 'a.mp3', mp3, 'audio/mpeg'],
    ['speech', 'a.wav', wav, 'audio/wav'],
    ['speech', 'a.amr', amr, 'audio/amr'],
    ['file', 'a.pdf', pdf, 'application/pdf'],
    ['file', '情况.docx', office('word/document.xml'), /wordprocessingml/],
    ['file', 'a.xlsx', office('xl/workbook.xml'), /spreadsheetml/],
    ['file', '说明.txt', text, 'text/plain'],
    ['file', 'gb.txt', Buffer.from([0xc5, 0xa3, 0xd7, 0xaf]), 'text/plain'],
  ])('of a %s %s is taken, sealed on disk, and read back', async (kind, name, content, type) => {
    const matterId = await newMatter()
    const { id, status, body } = await put({ matterId, kind, name, content })
    expect(body).toMatchObject({ id, type: expect.stringMatching(type) })
    expect(status).toBe(200)
    const lying = await files(matterId)
    expect(lying).toHaveLength(1)
    const sealed = await readFile(join(attachmentFolder(dataDir), world.stationId, matterId, lying[0] ?? ''))
    expect(sealed.includes(content.subarray(0, 24))).toBe(false)
    expect(lying[0]).not.toBe(sha(content))

    const back = await read(matterId, id)
    expect(back.status).toBe(200)
    if (content.includes(secretPlace)) expect(back.content.includes(secretPlace)).toBe(false)
    else expect(back.content.equals(content)).toBe(true)
    expect(back.headers.get('content-type')).toMatch(type)
    expect(back.headers.get('content-disposition')).toBe(
      `${kind === 'file' ? 'attachment' : 'inline'}; filename*=UTF-8''${encodeURIComponent(name)}`,
    )
    expect(back.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(back.headers.get('x-content-type-options')).toBe('nosniff')
    expect(back.headers.get('cache-control')).toBe('no-store')
  })

  test.each([
    [
      'a program called a photo',
      'photo',
      'a.jpg',
      Buffer.from('MZ\x90\0'.padEnd(300, '\0'), 'latin1'),
      422,
      'not-what-it-says',
    ],
    ['a web page called a photo', 'photo', 'a.png', Buffer.from('<script>alert(1)</script>'), 422, 'not-what-it-says'],
    ['a photo called a text', 'file', 'a.txt', jpeg(), 422, 'not-what-it-says'],
    ['a photo sent as speech', 'speech', 'a.jpg', jpeg(), 422, 'not-what-it-says'],
    ['a png called a jpg', 'photo', 'a.jpg', png(), 422, 'not-what-it-says'],
    ['a workbook called a document', 'file', 'a.docx', office('xl/workbook.xml'), 422, 'not-what-it-says'],
    ['a zip called a document', 'file', 'a.docx', Buffer.from(zipSync({ 'a.txt': text })), 422, 'not-what-it-says'],
    ['bytes called a text', 'file', 'a.txt', Buffer.from([65, 0, 66]), 422, 'not-what-it-says'],
    ['a page of the web', 'file', 'a.html', text, 415, 'type-not-taken'],
    ['no ending at all', 'file', 'a', text, 415, 'type-not-taken'],
    ['nothing in it', 'file', 'a.txt', Buffer.alloc(0), 422, 'empty'],
    ['a photo that ends too early', 'photo', 'a.jpg', jpeg().subarray(0, 200), 422, 'damaged'],
    ['60,000 by 60,000 dots in a small PNG', 'photo', 'a.png', vastPng(), 422, 'too-many-pixels'],
    ['65,535 by 65,535 dots in a small JPEG', 'photo', 'a.jpg', vastJpeg(), 422, 'too-many-pixels'],
    ['65,535 by 65,535 dots in a small WebP', 'photo', 'a.webp', vastWebp(), 422, 'too-many-pixels'],
    [
      '25 MB and one byte',
      'speech',
      'a.wav',
      Buffer.concat([wav, Buffer.alloc(25 * 2 ** 20 - wav.length + 1)]),
      413,
      'too-large',
    ],
  ])('of %s is refused before anything is stored', async (_what, kind, name, content, status, code) => {
    const matterId = await newMatter()
    const answer = await put({ matterId, kind, name, content })
    expect(answer).toMatchObject({ status, body: { code: `attachment/${code}` } })
    expect(await files(matterId)).toEqual([])
  })

  test('of exactly 25 MB is taken', async () => {
    const matterId = await newMatter()
    const content = Buffer.concat([wav, Buffer.alloc(25 * 2 ** 20 - wav.length, 9)])
    const { status, id } = await put({ matterId, kind: 'speech', name: 'a.wav', content })
    expect(status).toBe(200)
    expect((await read(matterId, id)).content.equals(content)).toBe(true)
  })

  test('that arrives otherwise than it was sent is refused', async () => {
    const matterId = await newMatter()
    const answer = await put({
      matterId,
      kind: 'file',
      name: 'a.txt',
      content: text,
      sha256: sha(Buffer.from('other')),
    })
    expect(answer).toMatchObject({ status: 422, body: { code: 'attachment/hash-differs' } })
    expect(await files(matterId)).toEqual([])
  })

  test('that is cut off on the way leaves nothing', async () => {
    const matterId = await newMatter()
    const path = `/api/v1/matters/${matterId}/attachments/${randomUUIDv7()}?kind=speech&sha256=${'0'.repeat(64)}`
    const sending = request(`${world.address}${path}`, {
      method: 'PUT',
      headers: { cookie: officer, 'content-type': 'multipart/form-data; boundary=cut', 'content-length': 9_000_000 },
    })
    const ended = new Promise((resolve) => sending.once('close', resolve))
    sending.on('error', () => undefined)
    const head = '--cut\r\ncontent-disposition: form-data; name="file"; filename="a.wav"\r\n\r\n'
    sending.write(Buffer.concat([Buffer.from(head), wav, Buffer.alloc(2_000_000)]))
    await expect.poll(() => files(matterId)).toHaveLength(1)
    sending.destroy()
    await ended
    await expect.poll(() => files(matterId)).toEqual([])
  })

  test('sent again is one attachment; under the same id another content is a conflict', async () => {
    const matterId = await newMatter()
    const first = await put({ matterId, kind: 'file', name: 'a.txt', content: text })
    const again = await put({ matterId, id: first.id, kind: 'file', name: 'a.txt', content: text })
    expect(again).toEqual(first)
    const other = await put({ matterId, id: first.id, kind: 'file', name: 'a.txt', content: Buffer.from('别的') })
    expect(other).toMatchObject({ status: 409, body: { code: 'command/conflict' } })
    expect((await read(matterId, first.id)).content.equals(text)).toBe(true)
  })

  test('of the same content is one file in a matter, and never shared between matters', async () => {
    const [matterId, elsewhere] = [await newMatter(), await newMatter()]
    await put({ matterId, kind: 'file', name: 'a.txt', content: text })
    await put({ matterId, kind: 'file', name: 'b.txt', content: text })
    await put({ matterId: elsewhere, kind: 'file', name: 'a.txt', content: text })
    const [here, there] = [await files(matterId), await files(elsewhere)]
    expect(here).toHaveLength(1)
    expect(there).toHaveLength(1)
    expect(there).not.toEqual(here)
  })

  test('of one content by two at once is one file, and both have their row', async () => {
    const matterId = await newMatter()
    const content = Buffer.concat([amr, randomBytes(300_000)])
    const ids = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()]
    const sent = await Promise.all(ids.map((id) => put({ matterId, id, kind: 'speech', name: 'a.amr', content })))
    expect(sent.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await files(matterId)).toHaveLength(1)
    for (const id of ids) expect((await read(matterId, id)).content.equals(content)).toBe(true)
    expect(await compareAttachments(world.db, dataDir)).toMatchObject({ missing: 0, strays: 0 })
  })

  test('under one id by two at once is one attachment, answered alike', async () => {
    const matterId = await newMatter()
    const given = { matterId, id: randomUUIDv7(), kind: 'file', name: 'a.txt', content: text }
    const [one, other] = await Promise.all([put(given), put(given)])
    expect(one).toMatchObject({ status: 200 })
    expect(other).toEqual(one)
    expect(await files(matterId)).toHaveLength(1)
    const { rows } = await sql`select from attachment where matter_id = ${matterId}`.execute(world.db)
    expect(rows).toHaveLength(1)
  })

  test.each([
    ['its list of parts', { '[Content_Types].xml': blownUp(), 'word/document.xml': strToU8('<x/>') }, 422],
    ['its text', { '[Content_Types].xml': officeTypes('word/document.xml'), 'word/document.xml': blownUp() }, 200],
  ])('of a document of which %s would be 200 MB is never blown up', async (_what, parts, status) => {
    const matterId = await newMatter()
    const content = Buffer.from(zipSync(parts))
    expect(content.length).toBeLessThan(2 ** 20)
    const before = process.memoryUsage().rss
    expect((await put({ matterId, kind: 'file', name: 'a.docx', content })).status).toBe(status)
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 2 ** 20)
    expect(await files(matterId)).toHaveLength(status === 200 ? 1 : 0)
  })

  test('as evidence keeps the place in the photo, and only police may say so', async () => {
    const matterId = await newMatter()
    const given = { matterId, kind: 'photo', name: 'a.jpg', content: jpeg(), more: '&evidence=true' }
    const { id, status } = await put(given)
    expect(status).toBe(200)
    expect((await read(matterId, id)).content.equals(jpeg())).toBe(true)
    const volunteer = await world.cookieOf((await world.member('volunteer')).userName)
    const refused = await put({ ...given, cookie: volunteer })
    expect(refused).toMatchObject({ status: 403, body: { code: 'attachment/evidence-police' } })
  })

  test('to a matter that is erased, or not there, is refused', async () => {
    const matterId = await newMatter()
    await world.db.transaction().execute((tx) => eraseMatter(tx, holder(), matterId, 'retention-over'))
    const given = { kind: 'file', name: 'a.txt', content: text }
    expect(await put({ ...given, matterId })).toMatchObject({ status: 410, body: { code: 'secret/erased' } })
    expect(await put({ ...given, matterId: randomUUIDv7() })).toMatchObject({ status: 404 })
  })
})

describe('reading', () => {
  test('names a purpose, is on record, and the name of the file lies sealed', async () => {
    const matterId = await newMatter()
    const { id } = await put({ matterId, kind: 'file', name: '张三的说明.txt', content: text })
    expect((await read(matterId, id, { query: '' })).status).toBe(400)
    expect((await read(matterId, id, { query: 'purpose=other' })).status).toBe(400)
    expect((await read(matterId, id, { query: `purpose=other&note=${encodeURIComponent('领导交办')}` })).status).toBe(
      200,
    )
    const { rows } = await sql<{ purpose: string; details: object }>`
      select purpose, details from audit where action = 'attachment.read' and entity_id = ${id}`.execute(world.db)
    expect(rows).toEqual([{ purpose: 'other: 领导交办', details: { matterId } }])
    const stored = await sql<{
      whole: string
    }>`select attachment::text as whole from attachment where id = ${id}`.execute(world.db)
    expect(stored.rows[0]?.whole).not.toContain('张三')
    const list = await world.get(`/matters/${matterId}/attachments`, officer)
    expect(list.body).toMatchObject({
      rows: [{ id, kind: 'file', type: 'text/plain', bytes: text.length }],
      next: null,
    })
    expect(JSON.stringify(list.body)).not.toContain('张三')
  })

  test('is for police and auditor; others see what they sent themselves and add only to what is theirs', async () => {
    const matterId = await newMatter()
    const { id } = await put({ matterId, kind: 'file', name: 'a.txt', content: text })
    const auditor = await world.cookieOf((await world.member('auditor')).userName)
    expect((await read(matterId, id, { cookie: auditor })).status).toBe(200)
    const volunteer = await world.cookieOf((await world.member('volunteer')).userName)
    expect((await read(matterId, id, { cookie: volunteer })).status).toBe(404)
    expect((await world.get(`/matters/${matterId}/attachments`, volunteer)).body).toMatchObject({ rows: [] })
    const added = await put({ matterId, kind: 'file', name: 'a.txt', content: text, cookie: volunteer })
    expect(added).toMatchObject({ status: 404, body: { code: 'attachment/not-found' } })
    expect((await read(await newMatter(), id)).status).toBe(404)
  })

  test('of one whose file is gone says so, and it is found when files are set against rows', async () => {
    const matterId = await newMatter()
    const { id } = await put({ matterId, kind: 'file', name: 'a.txt', content: text })
    expect(await compareAttachments(world.db, dataDir)).toMatchObject({ missing: 0 })
    await rm(join(attachmentFolder(dataDir), world.stationId, matterId), { recursive: true })
    expect((await read(matterId, id)).status).toBe(410)
    expect(await compareAttachments(world.db, dataDir)).toMatchObject({ missing: 1 })
    // sent again under another id, the content heals it
    await put({ matterId, kind: 'file', name: 'a.txt', content: text })
    expect((await read(matterId, id)).content.equals(text)).toBe(true)
    expect(await compareAttachments(world.db, dataDir)).toMatchObject({ missing: 0 })
  })
})

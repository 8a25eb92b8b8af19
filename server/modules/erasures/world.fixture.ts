// A station with matters that were closed long ago, and files in them.
import { createHash, randomUUIDv7 } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { attachmentFolder } from '../../platform/attachments/folder.ts'
import { receive } from '../../platform/attachments/index.ts'
import type { JobContext } from '../../platform/context.ts'
import { createMatter, getMatter } from '../../platform/secrets/index.ts'
import { type World as Accounts, openWorld as openAccounts } from '../accounts/world.fixture.ts'
import { erasureRoutes } from './index.ts'

export type World = Accounts & {
  readonly dataDir: string
  readonly villageId: string
  readonly memberId: string
  ctx(now?: string): JobContext
  /** A follow-up with one entry, one finding and one file in it; answers its id. */
  followUp(given: Partial<Given>): Promise<string>
  /** An incident with words, reviewed at that time or not at all. */
  incident(reviewedAt: string | null): Promise<string>
  /** A note of a shift to the next one, signed by the second at that time or not at all. */
  handOver(takenAt: string | null): Promise<string>
  /** A targeted check on that day, with those from outside who are expected. */
  check(on: string): Promise<string>
  /** A booking with its own matter, at an appointment that ended then; both have words. */
  booking(endedAt: string): Promise<{ readonly appointment: string; readonly booking: string }>
  /** What is left of a matter. */
  left(matterId: string): Promise<Left>
}
type Given = {
  readonly closedAt: string | null
  readonly retention: 'ordinary' | 'statutory'
  readonly mergedInto: string
}
export type Left = {
  readonly key: boolean
  readonly sealed: number
  readonly attachments: number
  readonly pairs: number
  readonly files: number
}

export async function openWorld(settings: Record<string, unknown> = {}): Promise<World> {
  const accounts = await openAccounts({ routes: erasureRoutes, settings })
  const dataDir = await mkdtemp(join(tmpdir(), 'sifang-erasures-'))
  const { db, stationId, parts } = accounts
  const { id: memberId } = await accounts.member('officer')
  const villageId = randomUUIDv7()
  await sql`insert into place (station_id, id, kind, name, search_grams, facts, created_at, created_by)
    values (${stationId}, ${villageId}, 'village', '试村', '{}', '{}', now(), ${memberId})`.execute(db)
  const ctx = (now = '2025-02-05T03:10:00+08:00'): JobContext => ({
    station: { id: stationId, name: '试验派出所', timeZone: 'Asia/Shanghai', demo: false },
    db,
    keys: parts.keys,
    now: () => new Date(now),
    newId: () => randomUUIDv7(),
    requestId: randomUUIDv7(),
    address: 'job',
  })

  let shifts = 0
  const hours = (n: number) => new Date(Date.parse('2020-01-01T08:30:00+08:00') + n * 86_400_000)
  const attach = async (matterId: string) => {
    const content = Buffer.from(`说明 ${matterId}`)
    const sha256 = createHash('sha256').update(content).digest('hex')
    const upload = { kind: 'file', name: 'a.txt', sha256, evidence: false, content: Readable.from([content]) } as const
    const matter = await getMatter(db, ctx(), matterId)
    const received = await receive({ dataDir, stationId }, matter, upload)
    await received.settle()
    await sql`insert into attachment (station_id, id, matter_id, kind, type, bytes, hash, sealed_name, evidence,
        uploaded_by, uploaded_at)
      values (${stationId}, ${randomUUIDv7()}, ${matterId}, 'file', 'text/plain', ${received.bytes}, ${received.hash},
        ${matter.seal('a.txt')}, false, ${memberId}, now())`.execute(db)
  }
  return {
    ...accounts,
    dataDir,
    villageId,
    memberId,
    ctx,
    followUp: async ({ closedAt = null, retention = 'ordinary', mergedInto }) => {
      const id = randomUUIDv7()
      const { seal } = await createMatter(db, ctx(), id)
      await sql`update matter_key set retention = ${retention} where matter_id = ${id}`.execute(db)
      const openedAt = '2020-01-01T00:00:00+08:00'
      await sql`insert into follow_up (station_id, id, standing, version, subject, urgency, place_id, village_id, state,
          owner_id, opened_at, changed_at, due_at, closed_at, merged_into_id)
        values (${stationId}, ${id}, '{}', 1, 'dispute', 'ordinary', ${villageId}, ${villageId},
          ${mergedInto ? 'merged' : closedAt ? 'confirmed' : 'working'}, ${memberId}, ${openedAt}, ${closedAt ?? openedAt},
          ${closedAt ? null : openedAt}, ${closedAt}, ${mergedInto ?? null})`.execute(db)
      await sql`insert into follow_up_entry (station_id, follow_up_id, version, id, kind, at, received_at, by, place_id, sealed)
        values (${stationId}, ${id}, 1, ${randomUUIDv7()}, 'opened', ${openedAt}, ${openedAt}, ${memberId}, ${villageId},
          ${seal('两家为浇地争吵')})`.execute(db)
      await sql`insert into finding (station_id, id, follow_up_id, kind, urgency, source, place_id, at, received_at,
          entered_by, sealed)
        values (${stationId}, ${id}, ${id}, 'dispute', 'ordinary', 'call', ${villageId}, ${openedAt}, ${openedAt},
          ${memberId}, ${seal('张三')})`.execute(db)
      await sql`insert into party_pair values (${stationId}, ${id}, ${villageId}, '\\x01', ${openedAt})`.execute(db)
      await attach(id)
      return id
    },
    incident: async (reviewedAt) => {
      const id = randomUUIDv7()
      const { seal } = await createMatter(db, ctx(), id)
      const status = reviewedAt ? 'verified' : 'reported'
      await sql`insert into incident (station_id, id, category, occurred_at, village_id, source, matter_id, sealed_summary,
          reported_by, reported_at, status)
        values (${stationId}, ${id}, 'theft', '2020-01-01', ${villageId}, '110', ${id}, ${seal('张三家失窃')}, ${memberId},
          '2020-01-01', ${status})`.execute(db)
      if (reviewedAt)
        await sql`insert into incident_review (station_id, id, incident_id, verdict, at, by)
          values (${stationId}, ${randomUUIDv7()}, ${id}, 'verified', ${reviewedAt}, ${memberId})`.execute(db)
      return id
    },
    handOver: async (takenAt) => {
      const id = randomUUIDv7()
      const { seal } = await createMatter(db, ctx(), id)
      const { id: second } = await accounts.member('officer')
      const [shift, next] = [randomUUIDv7(), randomUUIDv7()]
      for (const shiftId of [shift, next])
        await sql`insert into shift (station_id, id, starts_at, ends_at, duty_officer_id, shift_leader_id)
          values (${stationId}, ${shiftId}, ${hours(shifts)}, ${hours(++shifts)}, ${memberId}, ${second})`.execute(db)
      await sql`insert into hand_over (station_id, id, shift_id, next_shift_id, open_items, sealed_note, given_by, given_at,
          taken_by, taken_at)
        values (${stationId}, ${id}, ${shift}, ${next}, '[]', ${seal('张三家要留意')}, ${memberId}, '2020-01-01',
          ${takenAt && second}, ${takenAt})`.execute(db)
      return id
    },
    check: async (on) => {
      const [id, checklist] = [randomUUIDv7(), randomUUIDv7()]
      const { seal } = await createMatter(db, ctx(), id)
      await sql`insert into checklist (station_id, id, version, title, created_at, created_by)
        values (${stationId}, ${checklist}, 1, '消防', now(), ${memberId})`.execute(db)
      await sql`insert into checklist_version (station_id, checklist_id, version, title, content, questions, source, made_at, made_by)
        values (${stationId}, ${checklist}, 1, '消防', '[]', 0, 'app', now(), ${memberId})`.execute(db)
      await sql`insert into targeted_check (station_id, id, title, planned_on, checklist_id, checklist_version, state, places,
          planned_at, planned_by, sealed_outsiders)
        values (${stationId}, ${id}, '节前消防', ${on}, ${checklist}, 1, 'planned', 1, now(), ${memberId}, ${seal('张三')})`.execute(
        db,
      )
      return id
    },
    booking: async (endedAt) => {
      const [appointment, slot, booking, matterId] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7(), randomUUIDv7()]
      const [own, asked] = [await createMatter(db, ctx(), appointment), await createMatter(db, ctx(), matterId)]
      const startsAt = new Date(Date.parse(endedAt) - 3_600_000)
      await sql`insert into appointment (station_id, id, kind, state, starts_at, ends_at, serves, host_id, planned_by, planned_at,
          sealed_conclusion)
        values (${stationId}, ${appointment}, 'fixed-day', 'closed', ${startsAt}, ${endedAt}, '{}', ${memberId}, ${memberId},
          ${startsAt}, ${own.seal('张三家的事说定了')})`.execute(db)
      await sql`insert into appointment_slot (station_id, id, appointment_id, starts_at, ends_at, capacity, taken)
        values (${stationId}, ${slot}, ${appointment}, ${startsAt}, ${endedAt}, 1, 1)`.execute(db)
      await sql`insert into booking (station_id, id, appointment_id, slot_id, state, kind, channel, matter_id, sealed, taken_by, taken_at)
        values (${stationId}, ${booking}, ${appointment}, ${slot}, 'came', 'need', 'desk', ${matterId}, ${asked.seal('张三')},
          ${memberId}, ${startsAt})`.execute(db)
      return { appointment, booking: matterId }
    },
    left: async (matterId) => {
      const { rows } = await sql<Omit<Left, 'files'>>`
        select wrapped_key is not null as key,
          (select count(*)::int from follow_up_entry where follow_up_id = matter_id and sealed is not null)
            + (select count(*)::int from finding where follow_up_id = matter_id and sealed is not null)
            + (select count(*)::int from targeted_check c where c.id = k.matter_id and sealed_outsiders is not null)
            + (select count(*)::int from appointment a where a.id = k.matter_id and sealed_conclusion is not null)
            + (select count(*)::int from booking b where b.matter_id = k.matter_id and sealed is not null)
            + (select count(*)::int from hand_over h where h.id = k.matter_id and sealed_note is not null)
            + (select count(*)::int from incident i where i.matter_id = k.matter_id and sealed_summary is not null) as sealed,
          (select count(*)::int from attachment a where a.matter_id = k.matter_id) as attachments,
          (select count(*)::int from party_pair p where p.matter_id = k.matter_id) as pairs
        from matter_key k where matter_id = ${matterId}`.execute(db)
      const folder = join(attachmentFolder(dataDir), stationId, matterId)
      const files = (await readdir(folder).catch((): string[] => [])).length
      const row = rows[0]
      if (!row) throw new Error('no such matter')
      return { ...row, files }
    },
    close: async () => {
      await accounts.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export const whole: Left = { key: true, sealed: 2, attachments: 1, pairs: 1, files: 1 }
export const gone: Left = { key: false, sealed: 0, attachments: 0, pairs: 0, files: 0 }

import { Readable } from 'node:stream'
import { dayOf } from '@sifang/domain/calendar'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import {
  type Block,
  type Docx,
  docxType,
  fields,
  heading,
  line,
  paragraph,
  paragraphs,
  writeDocx,
} from '../../platform/docx/index.ts'
import { fail } from '../../platform/http/problem.ts'
import type { Download } from '../../platform/http/route.ts'
import { record } from '../../platform/records/audit.ts'
import { getMatter } from '../../platform/secrets/index.ts'
import { bookingOpened } from './booking-schema.ts'
import { findBookings, readAppointment } from './detail.ts'
import { kindWords, originWord, outcomeWords, subjectWords } from './minute-words.ts'
import { getAppointment } from './queries.ts'

type Detail = Awaited<ReturnType<typeof readAppointment>>

/**
 * The minute as .docx: who of the station was there, each item with where it came from and what became of it, promises
 * with their day. It names none of those who reported or came. Errors: appointment/not-found, appointment/not-minuted.
 */
export async function readMinute(ctx: Context, id: string): Promise<Download> {
  const detail = await requireHeld(ctx, id)
  await record(ctx, ctx.db, { action: 'appointment.minute-read', entity: 'appointment', entityId: id })
  return asFile(detail, await writeDocx(paperOf(ctx, detail, [])))
}

/**
 * The sealed minute: with the names of those who came, and what was said in closing. For a purpose; the reading is on
 * record before the answer. Errors: as readMinute; what was erased says so in its place.
 */
export async function readSealedMinute(ctx: Context, id: string, { purpose }: { purpose: string }): Promise<Download> {
  const detail = await requireHeld(ctx, id)
  await record(ctx, ctx.db, { action: 'appointment.sealed-minute-read', entity: 'appointment', entityId: id, purpose })
  return asFile(detail, await writeDocx(paperOf(ctx, detail, await sealedPart(ctx, detail))))
}

async function requireHeld(ctx: Context, id: string): Promise<Detail> {
  const detail = await readAppointment(ctx, id)
  return detail.state === 'held' || detail.state === 'closed' ? detail : fail('appointment/not-minuted')
}

const asFile = (detail: Detail, bytes: Buffer): Download => ({
  fileName: `约访纪要-${detail.startsAt.slice(0, 10)}.docx`,
  type: docxType,
  stream: Readable.from([bytes]),
})

function paperOf(ctx: Context, detail: Detail, sealed: readonly Block[]): Docx {
  const { timeZone, name } = ctx.station
  const day = chineseDay(dayOf(Date.parse(detail.startsAt), timeZone))
  const came = detail.slots.flatMap(({ bookings }) => bookings).filter(({ state }) => state === 'came').length
  const promises = (detail.agenda ?? []).filter(({ promise }) => promise)
  return {
    organ: name,
    title: '约访纪要',
    blocks: [
      fields(
        [
          { label: '时间', value: `${day} ${clock(detail.startsAt, timeZone)}–${clock(detail.endsAt, timeZone)}` },
          { label: '形式', value: kindWords[detail.kind] },
        ],
        [
          { label: '地点', value: detail.place?.name ?? name },
          { label: '主持', value: detail.host.name },
        ],
        [
          { label: '参加', value: detail.present.map((member) => member.name).join('、') },
          { label: '到场群众', value: `${came}批` },
        ],
      ),
      heading('一、议程与结果'),
      itemTable(detail),
      heading('二、承诺事项'),
      ...(promises.length === 0 ? [paragraph('本次没有承诺事项。')] : [promiseTable(detail)]),
      ...sealed,
      line(`办结日期：${detail.closedAt ? chineseDay(dayOf(Date.parse(detail.closedAt), timeZone)) : ''}`),
    ],
    draft: detail.state !== 'closed',
    author: name,
    madeAt: new Date(detail.closedAt ?? detail.heldAt ?? detail.startsAt),
  }
}

const itemTable = ({ agenda }: Detail): Block => ({
  kind: 'table',
  columns: [
    { heading: '序号', share: 1, align: 'center' },
    { heading: '事项', share: 3 },
    { heading: '地点', share: 3 },
    { heading: '来源', share: 4 },
    { heading: '结果', share: 3 },
  ],
  rows: (agenda ?? []).map((row) => [
    String(row.no ?? ''),
    subjectWords[row.kind],
    row.place?.name ?? '',
    [...new Set(row.origins.map(originWord))].join('、'),
    row.outcome ? outcomeWords[row.outcome] : '待定',
  ]),
})

const promiseTable = ({ agenda }: Detail): Block => ({
  kind: 'table',
  columns: [
    { heading: '序号', share: 1, align: 'center' },
    { heading: '事项', share: 3 },
    { heading: '地点', share: 3 },
    { heading: '责任人', share: 2 },
    { heading: '完成日期', share: 3 },
  ],
  rows: (agenda ?? []).flatMap(({ no, kind, place, promise }) =>
    promise
      ? [[String(no ?? ''), subjectWords[kind], place?.name ?? '', promise.ownerName ?? '', chineseDay(promise.on)]]
      : [],
  ),
})

/** Who came, by name, and what was said in closing. */
async function sealedPart(ctx: Context, detail: Detail): Promise<readonly Block[]> {
  const rows: string[][] = []
  const came = (await findBookings(ctx, detail.id)).filter(({ state }) => state === 'came')
  for (const booking of came) {
    const { name, about } = await opened(ctx, booking.id)
    rows.push([name, booking.village?.name ?? '', subjectWords[booking.kind], about ?? ''])
  }
  const { sealedConclusion } = await getAppointment(ctx, ctx.db, detail.id)
  const conclusion = sealedConclusion && (await getMatter(ctx.db, ctx, detail.id)).open(sealedConclusion).toString()
  return [
    heading('三、到场人员（密）'),
    {
      kind: 'table',
      columns: [
        { heading: '姓名', share: 2 },
        { heading: '村', share: 2 },
        { heading: '类别', share: 2 },
        { heading: '反映内容', share: 6 },
      ],
      rows,
    },
    ...(conclusion ? [heading('四、小结（密）'), ...paragraphs(conclusion)] : []),
  ]
}

async function opened(ctx: Context, bookingId: string) {
  const { rows } = await sql<{ sealed: Buffer; matterId: string; standing: boolean }>`
    select b.sealed, b.matter_id, k.wrapped_key is not null as standing
    from booking b join matter_key k on k.station_id = b.station_id and k.matter_id = b.matter_id
    where b.station_id = ${ctx.station.id} and b.id = ${bookingId}`.execute(ctx.db)
  const row = rows[0] ?? fail('booking/not-found')
  if (!row.standing) return { name: '（已到期销毁）', about: null }
  const matter = await getMatter(ctx.db, ctx, row.matterId)
  return bookingOpened.parse(JSON.parse(matter.open(row.sealed).toString()))
}

const chineseDay = (date: string): string => {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

const clock = (at: string, timeZone: string): string =>
  new Date(at).toLocaleTimeString('zh-CN', { timeZone, hour: '2-digit', minute: '2-digit', hour12: false })

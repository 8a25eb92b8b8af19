import type { Role } from '@sifang/domain/members'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Connection } from '../../platform/db/connection.ts'
import { record } from '../../platform/records/audit.ts'
import { getMatter, type Matter } from '../../platform/secrets/index.ts'
import { getSheet } from './detail.ts'
import type { ContentQuery, placeContent } from './schema.ts'
import { openAnswers, openOutsiders, openSignature } from './sealed.ts'

/**
 * What is sealed of one place's check, for a purpose; the reading is on record before the answer.
 * Errors: check/not-found, secret/erased.
 */
export async function readPlaceContent(
  ctx: Context,
  checkId: string,
  placeId: string,
  asked: ContentQuery,
): Promise<z.input<typeof placeContent>> {
  return ctx.db.transaction().execute(async (tx) => {
    await recordReading(ctx, tx, checkId, placeId, asked)
    const sheet = await getSheet(tx, ctx.station.id, checkId, placeId)
    const matter = await getMatter(tx, ctx, checkId)
    const signatures = await openSignatures(tx, ctx.station.id, matter, checkId, placeId)
    return {
      answers: openAnswers(matter, sheet.sealedAnswers),
      outsiders: [...openOutsiders(matter, sheet.sealedOutsiders)],
      signatures: signatures.map(({ memberRole: _, ...signature }) => signature),
    }
  })
}

/** Who signed or refused to, with names and drawings, in the order signed. */
export async function openSignatures(
  connection: Connection,
  stationId: string,
  matter: Matter,
  checkId: string,
  placeId: string,
) {
  const { rows } = await sql<{
    memberName: string | null
    memberRole: Role | null
    party: 'manager' | 'regulator' | 'other' | null
    sealed: Buffer
  }>`
    select m.name as member_name, m.role as member_role, s.party, s.sealed from targeted_check_signature s
    left join member m on m.station_id = s.station_id and m.id = s.member_id
    where s.station_id = ${stationId} and s.check_id = ${checkId} and s.place_id = ${placeId} order by s.no`.execute(
    connection,
  )
  return rows.map(({ sealed, ...who }) => ({ ...who, ...openSignature(matter, sealed) }))
}

export async function recordReading(
  ctx: Context,
  connection: Connection,
  checkId: string,
  placeId: string,
  { purpose, note }: ContentQuery,
): Promise<void> {
  await record(ctx, connection, {
    action: 'check.read',
    entity: 'check',
    entityId: checkId,
    purpose: note ? `${purpose}: ${note}` : purpose,
    details: { placeId },
  })
}

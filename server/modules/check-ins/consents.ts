import { trackConsentTexts } from '@sifang/domain/patrols'
import { sql } from 'kysely'
import type { z } from 'zod'
import { happenedAt } from '../../platform/arrival.ts'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import type { Change } from '../../platform/records/changes.ts'
import { once } from '../../platform/records/commands.ts'
import { eraseMatter } from '../../platform/secrets/index.ts'
import type { consentList, GiveConsent, WithdrawConsent } from './schema.ts'

type StoredConsent = {
  readonly id: string
  readonly textVersion: number
  readonly givenAt: Date
  readonly withdrawnAt: Date | null
}

/** The member agrees to a track, each for themselves. Errors: track/consent-unknown, track/consent-running. */
export function giveConsent(ctx: Context, id: string, command: GiveConsent) {
  return once(ctx, { id, body: command }, async (tx) => {
    if (!textOf(command.textVersion)) fail('track/consent-unknown')
    const givenAt = notLater(ctx, command.at)
    const { numAffectedRows } = await sql`
      insert into track_consent (station_id, id, member_id, text_version, given_at)
      values (${ctx.station.id}, ${id}, ${ctx.actor.memberId}, ${command.textVersion}, ${givenAt})
      on conflict (station_id, member_id) where withdrawn_at is null do nothing`.execute(tx)
    if (numAffectedRows === 0n) fail('track/consent-running')
    await record(ctx, tx, {
      action: 'track-consent.given',
      entity: 'track-consent',
      entityId: id,
      details: { textVersion: command.textVersion },
    })
    return { reply: { id }, changed: [changeOf(id)] }
  })
}

/**
 * Takes the consent back: what runs ends, and the points of all its member's tracks are erased at once.
 * Errors: track/consent-not-found, track/consent-withdrawn.
 */
export function withdrawConsent(ctx: Context, consentId: string, command: WithdrawConsent) {
  return once(ctx, { id: command.id, target: consentId, body: command }, async (tx) => {
    const consent = await lockConsent(ctx, tx, consentId)
    if (consent.withdrawnAt) fail('track/consent-withdrawn')
    const at = new Date(Math.max(notLater(ctx, command.at).getTime(), consent.givenAt.getTime()))
    await sql`
      update track_consent set withdrawn_at = ${at}
      where station_id = ${ctx.station.id} and id = ${consentId}`.execute(tx)
    await sql`
      update track set ended_at = greatest(began_at, ${at}::timestamptz)
      where station_id = ${ctx.station.id} and member_id = ${ctx.actor.memberId} and ended_at is null`.execute(tx)
    const erased = await eraseTracks(ctx, tx)
    await record(ctx, tx, {
      action: 'track-consent.withdrawn',
      entity: 'track-consent',
      entityId: consentId,
      details: { tracks: erased },
    })
    return { reply: { id: consentId, erased }, changed: [changeOf(consentId)] }
  })
}

/** In no village: its member alone is told of it (modules/field). */
const changeOf = (id: string): Change => ({ op: 'put', entity: 'track-consent', id })

/** Destroys the keys of all tracks of this member; answers how many stood. */
async function eraseTracks(ctx: Context, tx: Tx): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select t.id from track t
    join matter_key k on k.station_id = t.station_id and k.matter_id = t.id and k.wrapped_key is not null
    where t.station_id = ${ctx.station.id} and t.member_id = ${ctx.actor.memberId} order by t.id`.execute(tx)
  for (const { id } of rows) await eraseMatter(tx, ctx, id, 'consent-withdrawn', 'track')
  return rows.length
}

/** What this member has agreed to, with the words, the latest first. */
export async function listConsents(ctx: Context): Promise<z.input<typeof consentList>> {
  const { rows } = await sql<StoredConsent>`
    select id, text_version, given_at, withdrawn_at from track_consent
    where station_id = ${ctx.station.id} and member_id = ${ctx.actor.memberId} order by given_at desc, id desc`.execute(
    ctx.db,
  )
  return {
    rows: rows.map(({ id, textVersion, givenAt, withdrawnAt }) => {
      const { zh = '', en = '' } = textOf(textVersion) ?? {}
      return {
        id,
        textVersion,
        text: { zh, en },
        givenAt: givenAt.toISOString(),
        withdrawnAt: withdrawnAt?.toISOString() ?? null,
      }
    }),
  }
}

/** The consent of this member that runs. */
export async function findTrackConsent(ctx: Context, connection: Connection) {
  const { rows } = await selectRunning(ctx).execute(connection)
  const [consent] = rows
  return consent ? { id: consent.id, textVersion: consent.textVersion, givenAt: consent.givenAt.toISOString() } : null
}

/** The same, held until the transaction ends: it is not withdrawn meanwhile. */
export async function holdRunningConsent(ctx: Context, tx: Tx): Promise<string | null> {
  const { rows } = await sql<StoredConsent>`${selectRunning(ctx)} for share`.execute(tx)
  return rows[0]?.id ?? null
}

const selectRunning = (ctx: Context) => sql<StoredConsent>`
  select id, text_version, given_at, withdrawn_at from track_consent
  where station_id = ${ctx.station.id} and member_id = ${ctx.actor.memberId} and withdrawn_at is null`

/** Errors: track/consent-not-found, also for somebody else's. */
async function lockConsent(ctx: Context, tx: Tx, id: string): Promise<StoredConsent> {
  const { rows } = await sql<StoredConsent>`
    select id, text_version, given_at, withdrawn_at from track_consent
    where station_id = ${ctx.station.id} and id = ${id} and member_id = ${ctx.actor.memberId} for update`.execute(tx)
  return rows[0] ?? fail('track/consent-not-found')
}

const textOf = (version: number) => trackConsentTexts.find((text) => text.version === version)

/** Consent is a word of now: a clock that goes ahead makes it no later. */
function notLater(ctx: Context, said: string): Date {
  const at = happenedAt(ctx, said)
  return at > ctx.now() ? ctx.now() : at
}

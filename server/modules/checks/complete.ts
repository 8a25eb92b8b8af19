import { dayOf } from '@sifang/domain/calendar'
import type { Answers, Checklist, JudgedAnswers } from '@sifang/domain/checklists'
import { questionsOf } from '@sifang/domain/checklists'
import {
  inventedHazards,
  type OutsideParty,
  signatureMissing,
  unreportedHazards,
  wrongDate,
} from '@sifang/domain/checks'
import { policeRoles } from '@sifang/domain/members'
import { toldTime } from '../../platform/arrival.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { writeTogether } from '../../platform/db/write.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import type { Change } from '../../platform/records/changes.ts'
import { once } from '../../platform/records/commands.ts'
import { getMatter, type Matter } from '../../platform/secrets/index.ts'
import { countPhotos } from '../attachments/index.ts'
import { getVersion } from '../checklists/index.ts'
import { takeNumber } from '../papers/index.ts'
import { enterVisit } from '../visits/index.ts'
import { changeOf, judge, openSheet, settleState } from './fill-in.ts'
import { openHazard } from './hazards.ts'
import { readPng } from './pictures.ts'
import {
  type CheckMember,
  findMembers,
  insertMembers,
  insertSignatures,
  keepAnswers,
  markComplete,
  membersOf,
  type NewSignature,
  type Sheet,
} from './queries.ts'
import type { CompleteCheck, Hazard } from './schema.ts'
import { partAnswers, sealSignature } from './sealed.ts'

/**
 * Completes the check of one place: its answers, signatures and hazards are kept as they are, a visit settles duties, and
 * each hazard is a follow-up with its date and a re-check. All of it, or nothing.
 * Errors: check/not-found, check/not-allowed-now, record/changed, check/in-the-future, check/answers-wrong,
 * check/photo-not-found, check/hazard-missing, check/hazard-unfounded, check/date-wrong, check/unknown-participant,
 * check/not-a-picture, check/unsigned-by-police, check/unsigned-by-other, check/refused-by-police,
 * check/refusal-needs-two-police, those of recording a visit and opening a follow-up.
 */
export function completeCheck(ctx: Context, checkId: string, placeId: string, command: CompleteCheck) {
  return once(ctx, { id: command.id, target: `${checkId} ${placeId}`, body: command }, async (tx) => {
    const { at } = toldTime(ctx, command.at)
    if (at > ctx.now()) fail('check/in-the-future')
    const sheet = await openSheet(ctx, tx, checkId, placeId, 'complete', command.basedOn)
    const { content } = await getVersion(tx, ctx.station.id, sheet.checklistId, sheet.checklistVersion)
    const judged = judge(ctx, content, command.answers, at)
    await requirePhotos(ctx, tx, sheet, content, judged.kept)
    requireHazards(ctx, judged, command.hazards)
    const there = await membersThere(ctx, tx, checkId, command.memberIds)
    const matter = await getMatter(tx, ctx, checkId)
    const signatures = signaturesOf(matter, there, command)

    await keepAnswers(tx, ctx.station.id, sheet, partAnswers(content, judged.kept, matter))
    const visitId = ctx.newId()
    const visit = await enterVisit(ctx, tx, visitOf(visitId, sheet, command), null)
    await writeTogether(tx, visit.writes)
    const changed: Change[] = [changeOf(sheet), ...visit.changed]
    for (const [index, hazard] of command.hazards.entries()) {
      changed.push(...(await openHazard(ctx, tx, sheet, { no: index + 1, visitId, at, hazard })))
    }
    await insertSignatures(tx, ctx.station.id, sheet, signatures)
    const year = Number(dayOf(ctx.now(), ctx.station.timeZone).slice(0, 4))
    // from here on others who complete a check wait for the commit: numbers have no gaps
    const number = await takeNumber(tx, ctx.station.id, 'targeted-check', year)
    await markComplete(tx, ctx, sheet, { at, visitId, year, number })
    await settleState(tx, ctx.station.id, checkId)
    const details = { placeId, visitId, hazards: command.hazards.length }
    await record(ctx, tx, { action: 'check.completed', entity: 'check', entityId: checkId, details })
    const { fulfilled } = visit
    return {
      reply: { id: checkId, state: 'complete' as const, visitId, fulfilled, hazards: command.hazards.length },
      changed,
    }
  })
}

async function requirePhotos(
  ctx: Context,
  tx: Tx,
  sheet: Sheet,
  checklist: Checklist,
  answers: Answers,
): Promise<void> {
  const ids = questionsOf(checklist).flatMap(({ kind, name }) => (kind === 'photo' ? [answers[name] ?? []].flat() : []))
  const named = [...new Set(ids.map(String))]
  const photosOf = { matterId: sheet.checkId, placeId: sheet.placeId }
  if (named.length > 0 && (await countPhotos(tx, ctx.station.id, photosOf, named)) !== named.length) {
    fail('check/photo-not-found')
  }
}

function requireHazards(ctx: Context, { hazards: found }: JudgedAnswers, reported: readonly Hazard[]): void {
  const field = (name: string, zh: string, en: string) => ({ path: `body.answers.${name}`, zh, en })
  const unreported = unreportedHazards(found, reported)
  if (unreported.length > 0) {
    const fields = unreported.map(({ name }) =>
      field(name, '请登记隐患和整改期限', 'enter the hazard and its deadline'),
    )
    fail('check/hazard-missing', {}, fields)
  }
  const invented = inventedHazards(found, reported)
  if (invented.length > 0) {
    const fields = invented.map(({ question }) => field(question ?? '', '这个答案不是隐患', 'this answer is no hazard'))
    fail('check/hazard-unfounded', {}, fields)
  }
  const today = dayOf(ctx.now(), ctx.station.timeZone)
  const wrong = reported.flatMap((hazard, index) => {
    const date = wrongDate(hazard, today)
    return date === null ? [] : [{ path: `body.hazards.${index}.${date}`, zh: '日期太早', en: 'too early' }]
  })
  if (wrong.length > 0) fail('check/date-wrong', {}, wrong)
}

/**
 * Those who were there: of the members planned, and police who came besides, who are part of the check from now on.
 * Errors: check/unknown-participant.
 */
async function membersThere(
  ctx: Context,
  tx: Tx,
  checkId: string,
  memberIds: readonly string[],
): Promise<readonly CheckMember[]> {
  const planned = await membersOf(tx, ctx.station.id, checkId)
  const besides = [...new Set(memberIds)].filter((id) => !planned.some((member) => member.id === id))
  const came = await findMembers(tx, ctx.station.id, besides)
  if (came.length !== besides.length || came.some(({ role }) => !policeRoles.includes(role))) {
    fail('check/unknown-participant')
  }
  await insertMembers(tx, ctx.station.id, checkId, besides)
  return [...planned.filter(({ id }) => memberIds.includes(id)), ...came]
}

/** What those who were there signed, or why they did not, sealed. */
function signaturesOf(
  matter: Matter,
  there: readonly CheckMember[],
  { signatures }: CompleteCheck,
): readonly NewSignature[] {
  const signed = signatures.map((signature) => {
    const member = signature.by === 'member' ? there.find(({ id }) => id === signature.memberId) : null
    if (member === undefined) fail('check/unknown-participant')
    return { member, signature, refused: signature.refusal !== undefined }
  })
  const missing = signatureMissing(signed.map(({ member, refused }) => ({ role: member?.role ?? null, refused })))
  if (missing) fail(missing)
  return signed.map(({ member, signature, refused }) => {
    const png = signature.png === undefined ? null : readPng(signature.png).toString('base64')
    const drawn = { png, refusal: signature.refusal ?? null }
    if (signature.by === 'member') {
      const sealed = sealSignature(matter, { organisation: '', name: member?.name ?? '', ...drawn })
      return { memberId: signature.memberId, party: null, refused, sealed }
    }
    const { party, organisation, name } = signature
    return { memberId: null, party, refused, sealed: sealSignature(matter, { organisation, name, ...drawn }) }
  })
}

/** On the visit those from outside are named by what they are. */
const partyWords: Readonly<Record<OutsideParty, string>> = {
  manager: '场所负责人',
  regulator: '监管单位',
  other: '其他单位',
}

function visitOf(id: string, { placeId }: Sheet, { at, memberIds, signatures }: CompleteCheck) {
  const parties = signatures.flatMap((signature) => (signature.by === 'outsider' ? [partyWords[signature.party]] : []))
  return {
    id,
    placeId,
    kind: 'targeted' as const,
    at,
    outcome: 'inspected' as const,
    participants: memberIds,
    observed: [],
    ...(parties.length > 0 ? { othersPresent: [...new Set(parties)].join('、') } : {}),
  }
}

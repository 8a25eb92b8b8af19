import { newId } from '@sifang/client'
import { type Attached, type Outgoing, type Phone, PhoneProblem } from '@sifang/client/phone'
import { jpeg } from '../../server/platform/attachments/photos.test-setup.ts'
import type { Random } from '../attacks/random.fixture.ts'
import { type Entered, enter, type Ledger, promised, rewriting, taken, wordsOf } from './ledger.ts'
import { type FieldPhone, lock } from './phone.ts'

/** What a member does with the phone. Each answers when it is done, whatever became of it. */
export type Doing = {
  readonly random: Random
  readonly ledger: Ledger
  readonly field: FieldPhone
  /** Villages and places that a member of any area may meet, besides those on the phone. */
  readonly placeIds: readonly string[]
  /** Breaks the order on purpose: nothing is said to be needed. */
  readonly forgetsNeeds: boolean
}

/** One thing that the member does, and how often of a hundred and more. */
const habits = (doing: Doing): readonly (readonly [number, () => Promise<void>])[] => [
  [26, () => report(doing)],
  [22, () => record(doing, { outcome: 'inspected' })],
  [6, () => record(doing, { outcome: 'failed', failure: 'nobody-in' })],
  [12, () => goOn(doing)],
  [6, () => correctSomething(doing)],
  [22, () => send(doing)],
  [9, () => sync(doing)],
  [3, () => endTheApp(doing)],
  [2, () => lockAndUnlock(doing)],
  [2, () => setTheClock(doing)],
  [3, () => fillTheDisk(doing)],
]

export async function doSomething(doing: Doing): Promise<void> {
  const picked = habits(doing).flatMap(([weight, habit]) => Array<typeof habit>(weight).fill(habit))
  await doing.random.pick(picked)()
}

/** The phone, open as far as it lets itself be; null where it is revoked, or ended meanwhile. */
export async function opened({ field }: Pick<Doing, 'field'>): Promise<Phone | null> {
  try {
    const phone = await field.open()
    if (phone.standing.get().kind === 'locked') await phone.unlock(lock)
    return phone.standing.get().kind === 'open' ? phone : null
  } catch (error) {
    if (error instanceof PhoneProblem || isEnded(error)) return null
    throw error
  }
}

/** What an app that was ended in the middle of something answers; nobody is there to hear it. */
const isEnded = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'InvalidStateError' || error.name === 'AbortError' || /ended/.test(error.message))

// ── entering ──

async function save(doing: Doing, kind: Entered['kind'], outgoing: Outgoing): Promise<void> {
  const { ledger, random, field } = doing
  const phone = await opened(doing)
  if (!phone) return
  enter(ledger, kind, outgoing)
  const saving = phone.outbox.save(doing.forgetsNeeds ? { ...outgoing, needs: [] } : outgoing)
  if (random.next() < 0.03) field.end()
  try {
    await saving
    promised(ledger, outgoing)
  } catch (error) {
    // refused for want of room or because it is locked: the form is still there. Ended: what lies on the phone decides
    if (error instanceof PhoneProblem) taken(ledger, outgoing)
    else if (!isEnded(error)) throw error
  }
}

async function report(doing: Doing): Promise<void> {
  const { random } = doing
  const phone = await opened(doing)
  if (!phone) return
  const id = newId()
  const placeId = somewhere(doing, phone)
  const body = {
    kind: random.pick(['need', 'hazard', 'dispute', 'tip']),
    urgency: random.next() < 0.2 ? 'urgent' : 'ordinary',
    source: { kind: 'message' },
    placeId,
    at: phone.now().toISOString(),
    words: `所见 ${id}`,
  }
  await save(doing, 'finding', {
    id,
    method: 'PUT',
    path: `/findings/${id}`,
    body,
    urgent: body.urgency === 'urgent',
    label: { kind: `report-${body.kind}`, placeName: '' },
    attachments: random.next() < 0.3 ? [photo(random, id)] : [],
  })
}

function photo(random: Random, matterId: string): Attached {
  // some of one piece, some of several
  const padding = random.next() < 0.8 ? random.below(60_000) : 262_144 + random.below(400_000)
  const content = new Blob([Uint8Array.from(jpeg({ padding }))])
  return { id: newId(), kind: 'photo', name: '照片.jpg', content, matterId, findingId: matterId }
}

/** A visit, or an attempt that failed. */
async function record(doing: Doing, how: object): Promise<void> {
  const phone = await opened(doing)
  if (!phone) return
  const id = newId()
  const placeId = somewhere(doing, phone)
  const at = new Date(phone.now().getTime() - 60_000).toISOString()
  const participants = [doing.field.memberId]
  const kind = doing.field.role === 'volunteer' ? 'canvass' : 'patrol'
  await save(doing, 'visit', {
    id,
    method: 'PUT',
    path: `/visits/${id}`,
    body: { placeId, kind, at, participants, note: `走访 ${id}`, ...how },
    label: { kind: 'visit', placeName: '' },
  })
}

/** Something that goes on from an own report, on the way or arrived: it needs it. */
async function goOn(doing: Doing): Promise<void> {
  const { random, ledger, field } = doing
  const phone = await opened(doing)
  const own = phone?.outbox.items.get().filter(({ id }) => ledger.get(id)?.kind === 'finding')
  if (!phone || !own || own.length === 0) return
  const finding = random.pick(own).id
  const id = newId()
  const isCorrection = field.role === 'volunteer' || random.next() < 0.4
  const words = `后来 ${id}`
  await save(doing, isCorrection ? 'correction' : 'entry', {
    id,
    method: 'POST',
    path: isCorrection ? `/findings/${finding}/corrections` : `/follow-ups/${finding}/entries`,
    body: isCorrection
      ? { id, basedOn: 1, kind: 'need', words }
      : { id, basedOn: 1, step: { kind: 'worked', step: 'other' }, words },
    needs: [finding],
    // what is added may be more pressing than what was said first
    urgent: random.next() < 0.4,
    label: { kind: isCorrection ? 'correction' : 'work', placeName: '' },
  })
}

/** A place on the phone, or, now and then, one of another area: that is refused. */
function somewhere({ random, placeIds }: Doing, phone: Phone): string {
  const carried = [...phone.part.get().villages.values()].flatMap(({ places }) => places.map(({ id }) => id))
  return random.pick(carried.length > 0 && random.next() < 0.97 ? carried : placeIds)
}

// ── what became of it ──

async function correctSomething(doing: Doing): Promise<void> {
  const phone = await opened(doing)
  const open = phone?.outbox.items.get().filter(({ state, kind, body }) => state !== 'sent' && kind === 'words' && body)
  if (!phone || !open || open.length === 0) return
  await correct(doing, phone, doing.random.pick(open).id)
}

/** Writes an item of the outbox anew: other words, and the time as the phone knows it now. */
export async function correct(doing: Doing, phone: Phone, id: string): Promise<void> {
  const body = phone.outbox.items.get().find((item) => item.id === id)?.body
  const entered = doing.ledger.get(id)
  if (!body || !entered) return
  const at = 'at' in body ? { at: new Date(phone.now().getTime() - 60_000).toISOString() } : {}
  const again = `${wordsOf(entered.outgoing.body)} 改${entered.writings.length}`
  const written = { ...body, ...at, ...('note' in body ? { note: again } : { words: again }) }
  const known = rewriting(entered, again)
  try {
    known(await phone.outbox.correct(id, written))
  } catch (error) {
    if (error instanceof PhoneProblem) known('not-reached')
    else if (isEnded(error)) known(null)
    else throw error
  }
}

async function send(doing: Doing): Promise<void> {
  const phone = await opened(doing)
  const sending = phone?.outbox.send()
  // a member does not look on while it sends
  if (doing.random.next() < 0.5) await sending
}

async function sync(doing: Doing): Promise<void> {
  const phone = await opened(doing)
  await phone?.sync().catch((error: unknown) => {
    if (!(error instanceof PhoneProblem || isEnded(error))) throw error
  })
}

// ── what happens to it ──

async function endTheApp({ field, random }: Doing): Promise<void> {
  field.end()
  // opened again, and only sent from, without a PIN
  if (random.next() < 0.5) await (await field.open()).outbox.send()
}

async function lockAndUnlock(doing: Doing): Promise<void> {
  const phone = await opened(doing)
  await phone?.lock()
  const sending = phone?.outbox.send()
  await opened(doing)
  await sending
}

async function setTheClock({ field, random }: Doing): Promise<void> {
  field.setClock((random.below(24) - 12) * 3_600_000)
}

async function fillTheDisk(doing: Doing): Promise<void> {
  doing.field.setFull(true)
  for (let count = 0; count < 3; count++) await (doing.random.next() < 0.5 ? report(doing) : send(doing))
  doing.field.setFull(false)
}

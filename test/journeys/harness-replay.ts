import { dayOf } from '@sifang/domain/calendar'
import type { tiers } from '@sifang/domain/tiers'
import { sql } from 'kysely'
import { newId, type Person, startTestStation, type TestStation } from './harness.ts'
import { decide, enterPlace, enterVillage, propose, visit } from './harness-verbs.ts'

type Tier = (typeof tiers)[number]

/** What a scenario from outside says (ARCHITECTURE “Rules from outside”), as written. */
export type Scenario = {
  readonly created: string
  readonly decisions?: readonly (readonly [string, Tier])[]
  readonly closed?: readonly (readonly [string, string | null])[]
  readonly visits?: readonly {
    readonly at: string
    readonly countsFor: readonly Tier[]
    readonly receivedAt?: string
    readonly uncertain?: true
  }[]
}

export type Told = { tier: string; periodStart: string; from: string; until: string; state: string }

/** Something done at an instant; those of one instant in the order of DOMAIN.md §4. */
type Step = { readonly at: number; readonly order: number; run(): Promise<void> }

/** A station whose tier lines ask for one role each, so that who took part says what a visit counts for. */
export type Stage = {
  readonly station: TestStation
  readonly village: string
  readonly recorder: Person
  readonly present: Readonly<Record<Tier | 'nobody', string>>
}

const rolePresent = { red: 'officer', yellow: 'auxiliary', green: 'volunteer' } as const

export async function openStage(clock: string): Promise<Stage> {
  const station = await startTestStation({ clock })
  const { chief } = station
  const village = await enterVillage(chief, '场景村')
  const present = {
    red: (await station.join('officer')).id,
    yellow: (await station.join('auxiliary')).id,
    green: (await station.join('volunteer')).id,
    nobody: (await station.join('partner')).id,
  }
  const recorder = await station.join('deputy')
  const { lines } = await chief.api.get('/policies')
  const nextMonth = dayOf(new Date(station.clock.now().getTime() + 40 * 86_400_000), 'Asia/Shanghai')
  for (const { id, target, versions } of lines) {
    const [asked] = versions
    if (target.kind !== 'tier' || !asked?.period || asked.period === 'campaign') continue
    await chief.api.post('/policies/{id}/versions', {
      path: { id },
      body: {
        id: newId(),
        ended: false,
        effectiveFrom: nextMonth,
        period: asked.period,
        visits: 1,
        visitKinds: [],
        presentRoles: [rolePresent[target.tier]],
      },
    })
  }
  await station.runJobs()
  return { station, village, recorder, present }
}

/**
 * Lives the scenarios over HTTP on one station, all in one stream of time, and answers what is stored of each as of its
 * instant. A decision in a closed place, or to the tier it has, cannot be made by people: such scenarios are left out.
 */
export async function replay(
  stage: Stage,
  scenarios: readonly { readonly scenario: Scenario; readonly asOf: string }[],
): Promise<readonly (readonly Told[])[]> {
  const told: (readonly Told[])[] = scenarios.map(() => [])
  const steps = scenarios.flatMap(({ scenario, asOf }, index) => [
    ...stepsOf(stage, `场景${index}`, scenario, Date.parse(asOf), (answer) => {
      told[index] = answer
    }),
  ])
  for (const step of steps.toSorted((a, b) => a.at - b.at || a.order - b.order)) {
    stage.station.clock.set(new Date(step.at).toISOString())
    await step.run()
  }
  return told
}

/** Whether people could do all of it at the desk; an uncertain time comes from a phone. */
export function isPossible({ created, decisions = [], closed = [], visits = [] }: Scenario): boolean {
  const born = Date.parse(created)
  const shut = closed.map(([from, to]) => [Date.parse(from), to === null ? Number.POSITIVE_INFINITY : Date.parse(to)])
  const inOrder = decisions.map(([at, tier]) => ({ at: Date.parse(at), tier })).toSorted((a, b) => a.at - b.at)
  const changes = inOrder.every(({ tier }, index) => tier !== (inOrder[index - 1]?.tier ?? 'green'))
  const open = inOrder.every(({ at }) => at >= born && shut.every(([from = 0, to = 0]) => at < from || at > to))
  const apart = shut.every(
    ([from = 0, to = 0], index) => from >= born && from < to && from > (shut[index - 1]?.[1] ?? 0),
  )
  return (
    changes &&
    open &&
    apart &&
    visits.every(
      ({ at, receivedAt = at, uncertain }) =>
        !uncertain && Date.parse(at) >= born && Date.parse(receivedAt) >= Date.parse(at),
    )
  )
}

function stepsOf(
  { station, village, recorder, present }: Stage,
  name: string,
  { created, decisions = [], closed = [], visits = [] }: Scenario,
  asOf: number,
  tell: (told: readonly Told[]) => void,
): readonly Step[] {
  const { chief } = station
  let placeId = ''
  const at = (instant: string, order: number, run: () => Promise<unknown>): Step => ({
    at: Date.parse(instant),
    order,
    run: async () => void (await run()),
  })
  const entry = () => ({ path: { id: placeId, entryId: newId() }, body: { reason: '按场景' } })
  const steps = [
    at(created, 0, async () => {
      placeId = await enterPlace(recorder, village, name)
    }),
    ...decisions.map(([instant, tier]) =>
      at(instant, 1, async () => {
        const proposal = await propose(recorder, placeId, { tier, lastDay: '2099-12-31' })
        await decide(chief, proposal, 'approved')
      }),
    ),
    ...closed.flatMap(([from, to]) => [
      at(from, 2, () => recorder.api.put('/places/{id}/closings/{entryId}', entry())),
      ...(to === null ? [] : [at(to, 2, () => recorder.api.put('/places/{id}/reopenings/{entryId}', entry()))]),
    ]),
    ...visits.map((made) =>
      at(made.receivedAt ?? made.at, 3, () => {
        const there = made.countsFor.length === 0 ? [present.nobody] : made.countsFor.map((tier) => present[tier])
        return visit(recorder, placeId, { at: made.at, participants: there })
      }),
    ),
  ]
  const look: Step = {
    at: asOf,
    order: 4,
    run: async () => {
      await station.runJobs()
      tell(await dutiesOf(station, placeId))
    },
  }
  // as of an instant nothing later is known
  return [...steps.filter((step) => step.at <= asOf), look]
}

/** Begun duties of the tier lines, missed judged as of the clock. */
async function dutiesOf({ machine, id }: TestStation, placeId: string): Promise<readonly Told[]> {
  const now = machine.now()
  const { rows } = await sql<Told & { fromAt: Date }>`
    select d.tier, d.period_start, d.from_at, d.until,
      case when d.state = 'open' and d.until < (${now} at time zone 'Asia/Shanghai')::date then 'missed' else d.state end as state
    from duty d where d.station_id = ${id} and d.place_id = ${placeId} and d.from_at <= ${now}`.execute(machine.db)
  return inOrder(rows.map(({ fromAt, ...row }) => ({ ...row, from: fromAt.toISOString() })))
}

/** Sorted and with instants in UTC, so that two tellings can be compared. */
export function inOrder(told: readonly Told[]): readonly Told[] {
  return told
    .map(({ tier, periodStart, from, until, state }) => ({
      tier,
      periodStart,
      from: new Date(from).toISOString(),
      until,
      state,
    }))
    .toSorted((a, b) =>
      JSON.stringify([a.from, a.tier, a.periodStart]) < JSON.stringify([b.from, b.tier, b.periodStart]) ? -1 : 1,
    )
}

import { type DisputeCause, disputeCauses } from '@sifang/domain/disputes'
import type { FindingKind, Topic, Urgency } from '@sifang/domain/findings'
import { resident } from '@sifang/domain/follow-ups'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { type SceneStep, takeSceneStep } from '../disputes/index.ts'
import { enterFinding } from '../findings/index.ts'
import { appendEntry, openFollowUp, type Step, type Written } from '../follow-ups/index.ts'

/** How far a matter has come. */
type Course = 'reported' | 'accepted' | 'working' | 'settled' | 'confirmed'

type Matter = {
  readonly kind: FindingKind
  readonly topic: Topic
  readonly urgency?: Urgency
  readonly words: string
  /** What became of it, as the one who reported is told. */
  readonly outcome: string
  /** Of base data: what an officer is to confirm. */
  readonly change?: { readonly kind: 'new'; readonly name: string; readonly placeKind: 'vacant-courtyard' }
  readonly hoursAgo: number
  readonly course: Course
  /** A resident asked, through the desk. */
  readonly asked?: boolean
}

const day = 24
const urgent = 'urgent'

/** Invented matters, the newest first: nobody is named in them. */
export const matters: readonly Matter[] = [
  {
    kind: 'dispute',
    topic: 'irrigation',
    urgency: urgent,
    words: '两家为先浇地争水，吵得厉害，有一家要叫人来。',
    outcome: '约好轮流浇地。',
    hoursAgo: 0.2,
    course: 'reported',
  },
  {
    kind: 'need',
    topic: 'street-light',
    words: '村东头路灯坏了一星期，晚上看不见路。',
    outcome: '已请村里换了灯泡。',
    hoursAgo: 3,
    course: 'reported',
    asked: true,
  },
  {
    kind: 'hazard',
    topic: 'manhole',
    urgency: urgent,
    words: '大集路口少了一个井盖，先放了木板。',
    outcome: '井盖已补上。',
    hoursAgo: 5,
    course: 'working',
  },
  {
    kind: 'tip',
    topic: 'unusual',
    words: '河滩边连着两晚有大车进出，车上有罐。',
    outcome: '已去看过，是施工车辆。',
    hoursAgo: 9,
    course: 'accepted',
  },
  {
    kind: 'need',
    topic: 'documents',
    words: '老人行动不便，想请上门办身份证。',
    outcome: '已约好上门办理。',
    hoursAgo: 20,
    course: 'accepted',
    asked: true,
  },
  {
    kind: 'dispute',
    topic: 'boundary',
    words: '盖房滴水到邻居家院里，两家说不到一起。',
    outcome: '加了水槽，两家握手。',
    hoursAgo: 2 * day,
    course: 'working',
  },
  {
    kind: 'hazard',
    topic: 'fire',
    words: '仓库通道堆满纸箱，灭火器压在里面。',
    outcome: '通道已清开。',
    hoursAgo: 2 * day + 6,
    course: 'working',
  },
  {
    kind: 'base-data-change',
    topic: 'new',
    words: '路北那处院子空了，门上换了新锁。',
    outcome: '已核实。',
    hoursAgo: 3 * day,
    course: 'reported',
    change: { kind: 'new', name: '路北旧院', placeKind: 'vacant-courtyard' },
  },
  {
    kind: 'dispute',
    topic: 'wages',
    words: '大棚干活的工钱没结清，找过两次。',
    outcome: '写了还款日期，已付一半。',
    hoursAgo: 4 * day,
    course: 'settled',
  },
  {
    kind: 'need',
    topic: 'patrol',
    words: '放学时路口车多，希望有人看着点。',
    outcome: '放学时段已加一班巡逻。',
    hoursAgo: 5 * day,
    course: 'settled',
    asked: true,
  },
  {
    kind: 'tip',
    topic: 'fraud',
    words: '有人进群让老人下载软件领补贴。',
    outcome: '已提醒全村群。',
    hoursAgo: 6 * day,
    course: 'settled',
  },
  {
    kind: 'hazard',
    topic: 'electricity',
    words: '市场里电线从摊位上方拖过去，有破皮。',
    outcome: '供电所已换线。',
    hoursAgo: 8 * day,
    course: 'confirmed',
  },
  {
    kind: 'dispute',
    topic: 'animals',
    words: '羊吃了别人家的麦苗。',
    outcome: '赔了种子钱，已和好。',
    hoursAgo: 9 * day,
    course: 'confirmed',
  },
  {
    kind: 'need',
    topic: 'lost',
    words: '老人出门没回家，请帮着找。',
    outcome: '在邻村找到，已送回家。',
    urgency: urgent,
    hoursAgo: 10 * day,
    course: 'confirmed',
    asked: true,
  },
  {
    kind: 'hazard',
    topic: 'pipeline',
    words: '标志桩倒了一根，旁边有新土。',
    outcome: '是修路碰倒的，桩已立好。',
    hoursAgo: 12 * day,
    course: 'confirmed',
  },
  {
    kind: 'dispute',
    topic: 'drainage',
    words: '雨后水往邻居地里排，淹了一垄菜。',
    outcome: '挖了排水沟。',
    hoursAgo: 14 * day,
    course: 'confirmed',
  },
  {
    kind: 'need',
    topic: 'water',
    words: '自来水压小，二楼上不去水。',
    outcome: '水站已换阀门。',
    hoursAgo: 15 * day,
    course: 'confirmed',
    asked: true,
  },
  {
    kind: 'tip',
    topic: 'theft',
    words: '夜里有人拉车门。',
    outcome: '已调看公共路口情况并加强夜巡。',
    hoursAgo: 17 * day,
    course: 'confirmed',
  },
  {
    kind: 'dispute',
    topic: 'neighbours',
    words: '停车堵门，连着几天拌嘴。',
    outcome: '画了停车线。',
    hoursAgo: 19 * day,
    course: 'confirmed',
  },
  {
    kind: 'hazard',
    topic: 'road',
    words: '弯道边护栏断了一截。',
    outcome: '已报修，护栏已换。',
    hoursAgo: 21 * day,
    course: 'confirmed',
  },
]

export type MatterPlace = { readonly id: string; readonly reporter: MatterMember }
export type MatterMember = {
  readonly id: string
  readonly name: string
  readonly role: 'volunteer' | 'officer' | 'chief'
}

type World = {
  /** What a command is given when this member acts at this time. */
  context(member: MatterMember, atMs: number): Context
  readonly places: readonly MatterPlace[]
  readonly officers: readonly MatterMember[]
  readonly chief: MatterMember
  readonly nowMs: number
  readonly days: number
  pick<T>(from: readonly T[]): T
  id(atMs: number): string
}

const hourMs = 3_600_000
/** A day and a half before the revisit is due, counted from the confirmation. */
const revisitMinutes = 5.5 * day * 60

/** Enters the demonstration's findings as its members would have, each step at its hour, and the chief's order. */
export async function enterMatters(tx: Tx, world: World): Promise<void> {
  for (const matter of matters) {
    if (matter.hoursAgo < world.days * day) await enterMatter(tx, world, matter)
  }
  const place = world.pick(world.places)
  const [officer] = world.officers
  await openFollowUp(world.context(world.chief, world.nowMs - 26 * hourMs), tx, {
    id: world.id(world.nowMs - 26 * hourMs),
    subject: 'order',
    urgency: 'ordinary',
    topic: null,
    placeId: place.id,
    at: new Date(world.nowMs - 26 * hourMs),
    source: null,
    findingId: null,
    reporterId: null,
    residentAsked: false,
    ownerId: officer?.id ?? null,
    settleBy: new Date(world.nowMs + 5 * day * hourMs).toISOString().slice(0, 10),
    words: '节后把村里的空闲院落再看一遍。',
  })
}

async function enterMatter(tx: Tx, world: World, matter: Matter): Promise<void> {
  const { course, hoursAgo, words, outcome, asked, change, urgency = 'ordinary' } = matter
  const place = world.pick(world.places)
  const desk = world.pick(world.officers)
  let atMs = world.nowMs - hoursAgo * hourMs
  const id = world.id(atMs)
  const { kind, topic } = matter
  const written = await enterFinding(world.context(asked ? desk : place.reporter, atMs), tx, id, {
    kind,
    topic,
    urgency,
    words,
    source: { kind: asked ? 'call' : 'message' },
    placeId: place.id,
    at: new Date(atMs).toISOString(),
    ...(change ? { change } : {}),
    ...(asked ? { asker: { name: null, phone: null }, reporterId: null } : {}),
  })
  const owner = ownerAmong(world, written)
  const step = async (by: MatterMember, minutesLater: number, made: Step, said?: string) => {
    atMs += minutesLater * 60_000
    await appendEntry(world.context(by, atMs), tx, id, { id: world.id(atMs), step: made, words: said })
  }
  const reached = (stage: Course) => courses.indexOf(course) >= courses.indexOf(stage)
  // what is done about a dispute is a step of it, or the two would tell different stories
  const take = async (minutesLater: number, made: SceneStep, words = {}) => {
    atMs += minutesLater * 60_000
    await takeSceneStep(world.context(owner, atMs), tx, id, made, words)
  }
  if (kind === 'dispute') {
    if (reached('accepted')) await take(8, { kind: 'accepted', cause: causeOf(topic) })
    if (reached('working')) {
      await take(10, { kind: 'cadre-contacted' })
      await take(30, { kind: 'on-the-scene' }, { place: '村委会', course: '会同村干部分别听了两家的意见。' })
    }
    if (reached('settled')) await take(20 * 60, { kind: 'settled-there' }, { outcome })
  } else {
    if (reached('accepted')) await step(owner, 8, { kind: 'accepted' })
    if (reached('working'))
      await step(owner, 40, { kind: 'worked', step: 'on-the-scene', visitKind: null, dispute: null }, '到现场看过。')
    if (reached('settled')) await step(owner, 20 * 60, { kind: 'settled' }, outcome)
  }
  if (course !== 'confirmed') return
  const to = asked ? resident : place.reporter.id
  await step(owner, 30, { kind: 'told', to }, outcome)
  const by = asked ? (world.officers.find(({ id }) => id !== owner.id) ?? world.chief) : place.reporter
  await step(by, 5 * 60, { kind: 'confirmed', from: to })
  if (kind === 'dispute' && atMs + revisitMinutes * 60_000 < world.nowMs)
    await take(revisitMinutes, { kind: 'revisited' })
}

const causeOf = (topic: Topic): DisputeCause => disputeCauses.find(({ id }) => id === topic)?.id ?? 'other'

const courses: readonly Course[] = ['reported', 'accepted', 'working', 'settled', 'confirmed']

/** Whoever has it, where that is one of those who act here. */
const ownerAmong = ({ officers, chief }: World, { followUp: { ownerId } }: Written): MatterMember =>
  officers.find(({ id }) => id === ownerId) ?? chief

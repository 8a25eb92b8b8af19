import type { findingTopics } from '../findings/topics.ts'

/** Who can remove what keeps causing a dispute: the need is theirs (DOMAIN.md §7). */
export type NeedTo = 'cadre' | 'community-officer'

type Cause<Id extends string> = {
  readonly id: Id
  /** It will come again unless somebody removes it: to whom that need goes; null when it does not. */
  readonly needTo: NeedTo | null
}
const cause = <const Id extends string>(id: Id, needTo: NeedTo | null = null): Cause<Id> => ({ id, needTo })

/** What a dispute is about: the topics of a dispute's finding, in that order. */
export const disputeCauses = [
  // the water rota 轮灌 is the village's to set
  cause('irrigation', 'cadre'),
  cause('boundary', 'cadre'),
  cause('drainage', 'cadre'),
  cause('land-lease', 'cadre'),
  cause('debt'),
  // the same firm will owe them again: whoever looks after the village's firms is told
  cause('wages', 'community-officer'),
  cause('family'),
  cause('neighbours'),
  cause('noise'),
  cause('animals', 'cadre'),
  cause('damage'),
  cause('traffic-damages'),
  cause('trade'),
  cause('other'),
] as const satisfies readonly Cause<(typeof findingTopics.dispute)[number]>[]
export type DisputeCause = (typeof disputeCauses)[number]['id']

const byId: ReadonlyMap<string, NeedTo | null> = new Map(disputeCauses.map(({ id, needTo }) => [id, needTo]))

/** To whom the need of a recurring cause goes, or null. */
export const needOf = (id: DisputeCause): NeedTo | null => byId.get(id) ?? null

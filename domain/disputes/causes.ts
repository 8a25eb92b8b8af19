/** Who can remove what keeps causing a dispute: the need is theirs (DOMAIN.md §7). */
export type NeedTo = 'cadre' | 'partner' | 'community-officer'

type Cause<Id extends string> = {
  readonly id: Id
  /** It will come again unless somebody removes it: to whom that need goes; null when it does not. */
  readonly needTo: NeedTo | null
}
const cause = <const Id extends string>(id: Id, needTo: NeedTo | null = null): Cause<Id> => ({ id, needTo })

/** What a dispute is about, in the order in which forms show them. */
export const disputeCauses = [
  // the water rota 轮灌 is the village's to set
  cause('irrigation', 'cadre'),
  cause('drainage', 'cadre'),
  cause('boundary', 'cadre'),
  cause('land-contract', 'cadre'),
  cause('passage', 'cadre'),
  cause('livestock', 'cadre'),
  cause('neighbours'),
  cause('family'),
  cause('debt'),
  // the same firm will owe them again: whoever looks after the firm is told
  cause('wages', 'community-officer'),
  cause('oilfield', 'partner'),
  cause('pollution', 'partner'),
  cause('traffic'),
  cause('consumer'),
  cause('injury'),
  cause('other'),
] as const
export type DisputeCause = (typeof disputeCauses)[number]['id']

const byId: ReadonlyMap<string, NeedTo | null> = new Map(disputeCauses.map(({ id, needTo }) => [id, needTo]))

/** To whom the need of a recurring cause goes, or null. */
export const needOf = (id: DisputeCause): NeedTo | null => byId.get(id) ?? null

import { newId } from '@sifang/client'
import { useQueryClient } from '@tanstack/react-query'
import { changeCommunity, villagesQuery } from '../../api/villages.ts'

/** Puts villages into a community, each by an entry of its own; sent again after a break, it goes on where it stopped. */
export function useAssign(): (communityId: string, villageIds: readonly string[]) => Promise<void> {
  const client = useQueryClient()
  return async (communityId, villageIds) => {
    if (villageIds.length === 0) return
    const { rows } = await client.fetchQuery({ ...villagesQuery, staleTime: 0 })
    const outside = rows.filter((village) => villageIds.includes(village.id) && village.communityId !== communityId)
    for (const { id, version } of outside) await changeCommunity(id, newId(), { basedOn: version, communityId })
  }
}

import { type Kept, live } from '../live.ts'
import type { PhoneParts } from '../parts.ts'
import { PhoneProblem } from '../problem.ts'
import type { Write } from '../storage.ts'
import type { Notice, OwnPart, Part, VillagePart } from '../types.ts'
import type { Sealed } from '../vault.ts'
import { type Carried, type Mark, nothingCarried } from './carried.ts'

/** The part in memory, and as a few encrypted blobs in the cache: one of one's own, one a village. */
export type PartShelf = {
  carried(): Carried
  readonly part: Kept<Part>
  readonly notices: Kept<readonly Notice[]>
  /** Keeps what is new. On a full disk it stays in memory alone, and is written with what comes next. */
  put(carried: Carried, notices: readonly Notice[], syncedAt: string | null): Promise<void>
  load(): Promise<void>
  forget(): void
}

type Standing = { readonly mark: Mark | null; readonly syncedAt: string | null; readonly villageIds: readonly string[] }

const villageName = (id: string) => `village/${id}`
const nothing: Part = { own: null, villages: new Map(), syncedAt: null }

export function partShelf({ storage, channel, session }: PhoneParts): PartShelf {
  const part = live(nothing)
  const notices = live<readonly Notice[]>([])
  let carried: Carried = nothingCarried
  /** As they lie on the storage, so that only what is new is written. */
  let kept = new Map<string, unknown>()

  function show(now: Carried, told: readonly Notice[], syncedAt: string | null): void {
    carried = now
    part.set({ own: now.own, villages: now.villages, syncedAt })
    if (told !== notices.get()) notices.set(told)
  }

  return {
    part,
    notices,
    carried: () => carried,
    async put(now, told, syncedAt) {
      show(now, told, syncedAt)
      const vault = session()?.vault
      if (!vault) return
      const standing: Standing = { mark: now.mark, syncedAt, villageIds: [...now.villages.keys()] }
      const wanted = new Map<string, unknown>([
        ['own', now.own],
        ['notices', told],
        ...[...now.villages].map(([id, village]): [string, unknown] => [villageName(id), village]),
      ])
      const sealed: [string, Sealed][] = [['standing', await vault.seal('standing', standing)]]
      for (const [name, value] of wanted) {
        if (kept.get(name) !== value) sealed.push([name, await vault.seal(name, value)])
      }
      const gone = [...kept.keys()].filter((name) => !wanted.has(name))
      try {
        await storage.write([
          ...sealed.map(([name, blob]): Write => ({ on: 'cache', put: blob, key: name })),
          ...gone.map((name): Write => ({ on: 'cache', remove: name })),
        ])
        kept = wanted
        channel.tell('part')
      } catch (error) {
        if (!(error instanceof PhoneProblem)) throw error
      }
    },
    async load() {
      const opened = session()
      if (!opened) return
      const read = async <T>(name: string): Promise<T | null> => {
        const blob = await storage.shelves.get('cache', name)
        // one that cannot be read is as if it were not there: it is read again from the server
        return blob ? opened.vault.open<T>(name, blob).catch(() => null) : null
      }
      const standing = await read<Standing>('standing')
      if (!standing) return
      const own = await read<OwnPart>('own')
      // what an earlier app kept lacks what is shown now
      const isPresent = own?.visits !== undefined
      const villages = await Promise.all(
        standing.villageIds.map(async (id) => [id, await read<VillagePart>(villageName(id))] as const),
      )
      const there = new Map(villages.flatMap(([id, village]) => (village ? [[id, village] as const] : [])))
      const told = (await read<readonly Notice[]>('notices')) ?? []
      // locked meanwhile: what was read is not kept in memory
      if (session()?.vault !== opened.vault) return
      // a blob that is missing is read again
      const isWhole = isPresent && there.size === standing.villageIds.length
      kept = new Map<string, unknown>([
        ['own', own],
        ['notices', told],
        ...[...there].map(([id, village]): [string, unknown] => [villageName(id), village]),
      ])
      show(
        {
          mark: isWhole ? standing.mark : null,
          own: own && (isPresent ? own : { ...own, visits: [] }),
          villages: there,
        },
        told,
        standing.syncedAt,
      )
    },
    forget() {
      kept = new Map()
      show(nothingCarried, [], null)
    },
  }
}

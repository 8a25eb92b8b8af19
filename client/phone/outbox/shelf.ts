import type { Bytes } from '../bytes.ts'
import { type Kept, live } from '../live.ts'
import type { PhoneParts, Session } from '../parts.ts'
import { PhoneProblem, unlessFull } from '../problem.ts'
import type { Write } from '../storage.ts'
import type { Live, OutboxItem } from '../types.ts'
import type { Sealed, Vault } from '../vault.ts'
import { contentName, type ItemContent, type ItemLabel, labelName, type StoredItem } from './item.ts'
import { blockedIds, inOrder } from './order.ts'

/** What is kept of an item besides itself; pieces that are null are taken away. */
export type Beside = {
  readonly pieces?: readonly Bytes[] | null
  readonly label?: ItemLabel
  readonly content?: ItemContent
}

/** All items, in memory as on the phone's storage. */
export type ItemShelf = {
  all(): readonly StoredItem[]
  get(id: string): StoredItem | undefined
  label(id: string): ItemLabel | undefined
  content(id: string): ItemContent | undefined
  /** Writes all of them or none; in memory once they are on the disk. Errors: PhoneProblem 'storage-full'. */
  put(items: readonly StoredItem[], beside?: ReadonlyMap<string, Beside>): Promise<void>
  /**
   * How far sending has come, and what was answered. On a full disk it is known in memory alone, until the shelf is read
   * again: sending the others is what makes room, and the server knows an item by its id all the same.
   */
  note(item: StoredItem): Promise<void>
  remove(ids: readonly string[]): Promise<void>
  /** What the server is known to have shown again: the words of these are dropped. */
  dropContents(ids: readonly string[]): Promise<void>
  /** Reads again what lies on the storage: another tab may have written. */
  load(): Promise<void>
  /** The item that is under way, for whoever looks on. */
  sending(id: string | null): void
  readonly items: Live<readonly OutboxItem[]>
}

type Copies = { readonly labels: Map<string, ItemLabel>; readonly contents: Map<string, ItemContent> }

const noCopies = (): Copies => ({ labels: new Map(), contents: new Map() })

/** Every piece of an attachment: numbers sort below a text. */
const piecesOf = (id: string) => IDBKeyRange.bound([id, 0], [id, ''])

export function itemShelf(parts: Pick<PhoneParts, 'storage' | 'channel' | 'session'>): ItemShelf {
  const { storage, channel } = parts
  const items: Kept<readonly OutboxItem[]> = live<readonly OutboxItem[]>([])
  let held = new Map<string, StoredItem>()
  let copies = noCopies()
  /** How often this tab has written. */
  let puts = 0
  /** How many readings have begun, and the latest of those that have ended. */
  let [begun, newest] = [0, 0]
  let readFor: Session | null = null
  let sendingId: string | null = null

  const tell = () => items.set(shown([...held.values()], copies, parts.session(), sendingId))

  async function put(put: readonly StoredItem[], beside: ReadonlyMap<string, Beside> = new Map()): Promise<void> {
    const vault = parts.session()?.vault
    const sealed = new Map<string, Sealed>()
    for (const [id, { label, content }] of beside) {
      if (label) sealed.set(labelName(id), await required(vault).seal(labelName(id), label))
      if (content) sealed.set(contentName(id), await required(vault).seal(contentName(id), content))
    }
    await storage.write([
      ...put.map((item): Write => ({ on: 'items', put: item, key: item.id })),
      ...[...sealed].map(([name, blob]): Write => ({ on: 'cache', put: blob, key: name })),
      ...[...beside].flatMap(([id, { pieces }]): Write[] =>
        pieces === null
          ? [{ on: 'pieces', remove: piecesOf(id) }]
          : (pieces ?? []).map((piece, number) => ({ on: 'pieces', put: piece, key: [id, number] })),
      ),
    ])
    puts += 1
    for (const item of put) held.set(item.id, item)
    // locked meanwhile: kept on the storage, and no more in memory
    for (const [id, { label, content }] of parts.session()?.vault === vault ? beside : []) {
      if (label) copies.labels.set(id, label)
      if (content) copies.contents.set(id, content)
    }
    tell()
    channel.tell('items')
  }

  async function load(): Promise<void> {
    const session = parts.session()
    const [reading, before, had, known] = [++begun, puts, held, copies]
    const isSameSession = readFor === session
    // another tab may have written it anew
    const isKnown = ({ id, writing }: StoredItem) => isSameSession && had.get(id)?.writing === writing
    const stored = await storage.shelves.getAll('items')
    const read = session ? await readCopies(storage, session, stored, known, isKnown) : noCopies()
    // something was written meanwhile, or the phone was locked: what was read is older than what is in memory
    if (puts !== before || session !== parts.session()) return load()
    // and so it is where a reading that began later has ended
    if (reading < newest) return
    newest = reading
    held = new Map(stored.map((item) => [item.id, item]))
    copies = read
    readFor = session
    tell()
  }

  return {
    items,
    all: () => [...held.values()],
    get: (id) => held.get(id),
    label: (id) => copies.labels.get(id),
    content: (id) => copies.contents.get(id),
    put,
    load,
    async note(item) {
      if (await put([item]).then(() => true, unlessFull)) return
      held.set(item.id, item)
      tell()
    },
    async remove(ids) {
      await storage.write(
        ids.flatMap((id): Write[] => [
          { on: 'items', remove: id },
          { on: 'pieces', remove: piecesOf(id) },
          { on: 'cache', remove: labelName(id) },
          { on: 'cache', remove: contentName(id) },
        ]),
      )
      puts += 1
      for (const id of ids) held.delete(id)
      tell()
      channel.tell('items')
    },
    async dropContents(ids) {
      await storage.write(ids.map((id) => ({ on: 'cache', remove: contentName(id) })))
      puts += 1
      for (const id of ids) copies.contents.delete(id)
      tell()
    },
    sending: (id) => {
      sendingId = id
      tell()
    },
  }
}

function required(vault: Vault | undefined): Vault {
  if (!vault) throw new PhoneProblem('not-open')
  return vault
}

/** The readable copies of this member's items; one that cannot be read was lost with a forgotten PIN. */
async function readCopies(
  storage: PhoneParts['storage'],
  { vault, device }: Session,
  items: readonly StoredItem[],
  known: Copies,
  isKnown: (item: StoredItem) => boolean,
): Promise<Copies> {
  const copies = noCopies()
  const read = async <T>(name: string): Promise<T | undefined> => {
    const blob = await storage.shelves.get('cache', name)
    return blob && vault.open<T>(name, blob)
  }
  const readInto = async <T>(into: Map<string, T>, item: StoredItem, name: string, has: T | undefined) => {
    const kept = isKnown(item) ? has : await read<T>(name).catch(() => undefined)
    if (kept) into.set(item.id, kept)
  }
  await Promise.all(
    items
      .filter(({ deviceId }) => deviceId === device.deviceId)
      .flatMap((item) => [
        readInto(copies.labels, item, labelName(item.id), known.labels.get(item.id)),
        readInto(copies.contents, item, contentName(item.id), known.contents.get(item.id)),
      ]),
  )
  return copies
}

/** As a page shows them: those of the member who has the phone open, or of its device while it is locked. */
function shown(
  items: readonly StoredItem[],
  { labels, contents }: Copies,
  session: Session | null,
  sendingId: string | null,
): readonly OutboxItem[] {
  const blocked = blockedIds(items)
  return inOrder(items)
    .filter(({ deviceId }) => session === null || deviceId === session.device.deviceId)
    .map(({ deviceId: _, sealed: __, writing: ___, rewritten: ____, ...item }) => ({
      ...item,
      state: item.id === sendingId ? 'sending' : blocked.has(item.id) ? 'blocked' : item.state,
      method: contents.get(item.id)?.method ?? null,
      path: contents.get(item.id)?.path ?? null,
      body: contents.get(item.id)?.body ?? null,
      label: labels.get(item.id) ?? null,
    }))
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StoredItem } from './item.ts'
import { blockedIds, inOrder, nextToSend } from './order.ts'

type Item = Pick<StoredItem, 'id' | 'kind' | 'needs' | 'urgent' | 'state' | 'savedAt'>

const item = (id: string, more: Partial<Item> = {}): Item => ({
  id,
  kind: 'words',
  needs: [],
  urgent: false,
  state: 'waiting',
  savedAt: '2026-11-28T08:00:00.000Z',
  ...more,
})
const never = () => false
const ids = (items: readonly Item[]) => items.map(({ id }) => id)

test('urgent first, words before attachments, then as they were saved', () => {
  const items = [
    item('photo', { kind: 'attachment', savedAt: '1' }),
    item('later', { savedAt: '3' }),
    item('earlier', { savedAt: '2' }),
    item('sent', { state: 'sent', urgent: true }),
    item('urgent photo', { kind: 'attachment', urgent: true }),
    item('urgent', { urgent: true, savedAt: '9' }),
  ]
  expect(ids(inOrder(items))).toEqual(['urgent', 'urgent photo', 'earlier', 'later', 'photo', 'sent'])
})

test('what an urgent item needs is as urgent as it', () => {
  const items = [
    item('other', { savedAt: '1' }),
    item('needed', { savedAt: '2' }),
    item('u', { urgent: true, needs: ['needed'] }),
  ]
  expect(nextToSend(items, never)?.id).toBe('needed')
})

test('one that is held keeps back only what needs it, through others too', () => {
  const items = [
    item('held', { state: 'held' }),
    item('child', { needs: ['held'] }),
    item('grandchild', { needs: ['child'], urgent: true }),
    item('free', { savedAt: '9' }),
  ]
  expect([...blockedIds(items)].sort()).toEqual(['child', 'grandchild'])
  expect(nextToSend(items, never)?.id).toBe('free')
})

test('what is needed and lies no longer in the outbox was accepted', () => {
  expect(nextToSend([item('a', { needs: ['long sent'] })], never)?.id).toBe('a')
})

/** Items that need earlier ones, as they are made in the field. */
const outboxes = fc
  .array(
    fc.record({
      kind: fc.constantFrom('words', 'attachment'),
      urgent: fc.boolean(),
      savedAt: fc.nat({ max: 5 }).map(String),
      state: fc.constantFrom('waiting', 'waiting', 'waiting', 'held', 'sent'),
      needs: fc.array(fc.nat({ max: 30 }), { maxLength: 3 }),
    }),
    { maxLength: 14 },
  )
  .map((made) =>
    made.map(({ needs, ...rest }, index): Item => {
      const earlier = index === 0 ? [] : [...new Set(needs.map((need) => `i${need % index}`))]
      return item(`i${index}`, { ...rest, needs: earlier })
    }),
  )

test('sent one by one, everything goes that is not held or blocked, nothing before what it needs', () => {
  fc.assert(
    fc.property(outboxes, (first) => {
      let items = first
      const blocked = blockedIds(first)
      const went: string[] = []
      for (let next = nextToSend(items, never); next; next = nextToSend(items, never)) {
        const { id, needs } = next
        const unsent = new Set(ids(items.filter(({ state }) => state !== 'sent')))
        expect(needs.filter((need) => unsent.has(need))).toEqual([])
        went.push(id)
        items = items.map((one) => (one.id === id ? { ...one, state: 'sent' as const } : one))
      }
      const left = first.filter(({ id, state }) => state === 'waiting' && !went.includes(id))
      expect(new Set(ids(left))).toEqual(blocked)
    }),
  )
})

test('among items that may go, none goes before a more urgent one', () => {
  fc.assert(
    fc.property(outboxes, (items) => {
      const next = nextToSend(items, never)
      if (!next || next.urgent) return
      const unsent = new Set(ids(items.filter(({ state }) => state !== 'sent')))
      const mayGo = items.filter(({ state, needs }) => state === 'waiting' && !needs.some((need) => unsent.has(need)))
      const isNeededByUrgent = (id: string): boolean =>
        items.some((one) => one.state !== 'sent' && one.needs.includes(id) && (one.urgent || isNeededByUrgent(one.id)))
      if (mayGo.some(({ urgent }) => urgent)) expect(isNeededByUrgent(next.id)).toBe(true)
      const peers = mayGo.filter((one) => !one.urgent && !isNeededByUrgent(one.id))
      if (!isNeededByUrgent(next.id) && next.kind === 'attachment')
        expect(peers.every(({ kind }) => kind === 'attachment')).toBe(true)
    }),
  )
})

test('one that is paused lets others pass', () => {
  expect(nextToSend([item('a'), item('b')], (id) => id === 'a')?.id).toBe('b')
})

import type { OutboxItem } from '@sifang/client/phone'

/** Not sent yet, whatever it waits for. */
export const toSend = ({ state }: OutboxItem): boolean => state !== 'sent'

/** Words by themselves: what a member entered, without the attachments that go with it. */
export const isWords = ({ kind }: OutboxItem): boolean => kind === 'words'

/** Needs its member: refused, or it waits for one that was. */
export const needsMe = ({ state }: OutboxItem): boolean => state === 'held' || state === 'blocked'

/**
 * How many entries of a follow-up are on their way beyond what the phone knows of it: the next one is based on the
 * version that they will have made.
 */
export const entriesUnderway = (items: readonly OutboxItem[], followUpId: string, syncedAt: string | null): number =>
  items.filter(
    ({ path, state, sentAt }) =>
      (path === `/follow-ups/${followUpId}/entries` || path === `/disputes/${followUpId}/steps`) &&
      (state !== 'sent' || (sentAt !== null && syncedAt !== null && sentAt > syncedAt)),
  ).length

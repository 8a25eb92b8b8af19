import type { FindingKind } from './finding.ts'

/** What a finding is about, as a code: lists show it where the words themselves stay sealed. */
export const findingTopics = {
  // causes 起因: “a cause that will come again becomes a need to whoever can remove it” (DOMAIN.md §7)
  dispute: [
    'irrigation',
    'boundary',
    'drainage',
    'land-lease',
    'debt',
    'wages',
    'family',
    'neighbours',
    'noise',
    'animals',
    'damage',
    'traffic-damages',
    'trade',
    'other',
  ],
  hazard: [
    'fire',
    'electricity',
    'gas',
    'road',
    'manhole',
    'water',
    'building',
    'pipeline',
    'dangerous-goods',
    'theft-protection',
    'other',
  ],
  tip: ['fraud', 'theft', 'gambling', 'pipeline', 'drugs', 'unusual', 'other'],
  need: ['documents', 'water', 'street-light', 'road', 'patrol', 'lost', 'help', 'advice', 'other'],
  'base-data-change': ['new', 'closed', 'vacant', 'let', 'name', 'access', 'other'],
} as const satisfies Readonly<Record<FindingKind, readonly string[]>>

export type Topic = (typeof findingTopics)[FindingKind][number]

/** All topics, each once. */
export const topics: readonly Topic[] = [...new Set(Object.values(findingTopics).flat())]

/** Whether a finding of this kind can be about it. */
export const isTopicOf = (kind: FindingKind, topic: Topic): boolean =>
  findingTopics[kind].some((known) => known === topic)

import { readableKinds, readsFollowUps, type TimelineFilter } from '@sifang/domain/timeline'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Timeline } from '../../../ui/timeline.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { useMe } from '../../api/me.ts'
import { timelineQuery } from '../../api/places.ts'
import type { Tier } from '../../api/today.ts'
import { Problem } from '../../shell/problem.tsx'
import { entryWords } from './entry-words.tsx'
import { usePlaceKind } from './place-kind.ts'
import styles from './place-timeline.module.css'

const groups = {
  visits: ['visit', 'attempt'],
  checkIns: ['check-in'],
  checks: ['check'],
  followUps: ['follow-up'],
  tiers: ['tier-change', 'proposal', 'red-review'],
  incidents: ['incident'],
  excusals: ['excusal'],
  data: ['fact', 'record', 'contact', 'merge'],
} as const satisfies Record<string, readonly TimelineFilter[]>
const groupNames = ['visits', 'checkIns', 'checks', 'followUps', 'incidents', 'tiers', 'excusals', 'data'] as const

type Props = {
  readonly placeId: string
  readonly show: string | undefined
  readonly onShow: (show: string | undefined) => void
}

/** Everything that happened here on one line; earlier entries come as one scrolls. */
export function PlaceTimeline({ placeId, show, onShow }: Props) {
  const { t } = useTranslation(['console', 'ui'])
  const { member } = useMe()
  const kindName = usePlaceKind()
  const names = { kind: kindName, tier: (tier: Tier) => t(`ui:tier.${tier}`) }
  const readable: readonly TimelineFilter[] = [
    ...readableKinds(member.role),
    ...(readsFollowUps(member.role) ? (['follow-up'] as const) : []),
  ]
  const offered = groupNames.filter((group) => groups[group].some((kind) => readable.includes(kind)))
  const group = offered.find((name) => name === show)
  const query = useInfiniteQuery(timelineQuery(placeId, group && groups[group].join(',')))
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const foot = useOnSight(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  })

  if (error) return <Problem of={error} onRetry={() => void refetch()} />
  if (isPending) return <WaitingRows rows={5} />
  const entries = data.pages.flatMap((page) => page.rows).map((row) => entryWords(t, names, row))
  return (
    <>
      <Timeline
        entries={entries}
        kinds={offered.map((name) => ({ key: name, label: t(`place.timeline.groups.${name}`) }))}
        kind={group}
        onKind={onShow}
        filtered
        empty={t('place.timeline.empty')}
      />
      {hasNextPage && (
        <div ref={foot} className={`${styles.more} screen-only`}>
          <Button type="text" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {isFetchingNextPage ? t('place.timeline.loading') : t('place.timeline.more')}
          </Button>
        </div>
      )}
    </>
  )
}

/** Calls when the element comes near the window. */
function useOnSight(seen: () => void) {
  const element = useRef<HTMLDivElement>(null)
  const latest = useRef(seen)
  latest.current = seen
  useEffect(() => {
    const target = element.current
    if (!target) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      rootMargin: '400px',
    })
    observer.observe(target)
    return () => observer.disconnect()
  })
  return element
}

import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { DueText } from '../../../ui/due-text.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { useKeys } from '../../../ui/keyboard/keyboard.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { type Duty, type DutyPage, dutyKey } from '../../api/duties.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './today-page.module.css'

type Props = {
  readonly due: UseInfiniteQueryResult<InfiniteData<DutyPage>>
  readonly selected: string | undefined
  readonly onSelect: (key: string) => void
}

/** The most urgent of the due list, two lines each. */
export function DueShortList({ due, selected, onSelect }: Props) {
  const { t } = useTranslation(['console', 'ui'])
  const navigate = useNavigate()
  const list = useRef<HTMLUListElement>(null)
  const duties = due.data?.pages[0]?.rows ?? []
  const at = duties.findIndex((duty) => dutyKey(duty) === selected)

  const move = (to: number) => {
    const index = Math.max(0, Math.min(duties.length - 1, to))
    const duty = duties[index]
    if (!duty) return
    onSelect(dutyKey(duty))
    list.current?.children[index]?.scrollIntoView({ block: 'nearest' })
  }
  const open = () => {
    const placeId = duties[at]?.placeId
    if (placeId) void navigate({ to: '/places/$placeId', params: { placeId } })
  }
  useKeys([
    { keys: 'j', label: t('ui:keys.list.next'), run: () => move(at + 1) },
    { keys: 'k', label: t('ui:keys.list.previous'), run: () => move(at - 1) },
    { keys: 'ArrowDown', label: t('ui:keys.list.next'), run: () => move(at + 1) },
    { keys: 'ArrowUp', label: t('ui:keys.list.previous'), run: () => move(at - 1) },
    { keys: 'Enter', label: t('ui:keys.list.open'), run: open },
  ])

  return (
    <>
      <header className={styles.listHead}>
        <h2>{t('today.list')}</h2>
        <Link to="/duties">{t('today.seeAll')}</Link>
      </header>
      {due.isPending && <WaitingRows rows={10} />}
      {due.error && (
        <div className={styles.problem}>
          <Problem of={due.error} onRetry={() => void due.refetch()} />
        </div>
      )}
      {due.data && duties.length === 0 && <EmptyState title={t('today.clear.title')} hint={t('today.clear.hint')} />}
      <ul ref={list}>
        {duties.map((duty) => (
          <li key={dutyKey(duty)}>
            <Row
              duty={duty}
              chosen={dutyKey(duty) === selected}
              onChoose={() => (dutyKey(duty) === selected ? open() : onSelect(dutyKey(duty)))}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

type RowProps = { readonly duty: Duty; readonly chosen: boolean; readonly onChoose: () => void }

function Row({ duty, chosen, onChoose }: RowProps) {
  return (
    <button type="button" className={styles.row} aria-current={chosen ? 'true' : undefined} onClick={onChoose}>
      <TierMark tier={duty.tier} />
      <span className={styles.name}>{duty.placeName}</span>
      <span className={styles.village}>{duty.villageName}</span>
      <span className={styles.due}>
        <DueText daysLeft={duty.daysLeft} period={duty.period} missed={duty.missed?.period ?? null} />
      </span>
    </button>
  )
}

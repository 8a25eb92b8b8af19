import { newId } from '@sifang/client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { planCheck } from '../../api/checks.ts'
import { useMe } from '../../api/me.ts'
import { placeInShort } from '../../api/place-search.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './checks.module.css'
import { PlanForm } from './plan-form.tsx'

type Props = {
  readonly placeId: string | undefined
  readonly onClose: () => void
  readonly onDone: (id: string) => void
}

/** A new check, at a place when one is given. */
export function PlanPage({ placeId, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const { member } = useMe()
  const { timeZone, now } = useStationTime()
  const [id] = useState(newId)
  const given = useQuery({ ...placeInShort(placeId ?? ''), enabled: placeId !== undefined })
  if (given.error) {
    return (
      <div className={styles.problem}>
        <Problem of={given.error} onRetry={() => void given.refetch()} />
      </div>
    )
  }
  if (placeId !== undefined && !given.data) return <WaitingRows rows={6} />
  return (
    <PlanForm
      heading={t('checks.plan')}
      first={{
        title: '',
        plannedOn: isoDay(now(), timeZone),
        checklistId: null,
        places: given.data ? [given.data] : [],
        memberIds: [member.id],
        outsiders: [],
      }}
      save={(plan) => planCheck(id, plan)}
      saveText={t('checks.form.save')}
      onClose={onClose}
      onDone={() => onDone(id)}
    />
  )
}

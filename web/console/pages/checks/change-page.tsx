import { newId } from '@sifang/client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { type CheckDetail, changeCheck, contentQuery } from '../../api/checks.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './checks.module.css'
import { PlanForm } from './plan-form.tsx'

type Props = { readonly check: CheckDetail; readonly onClose: () => void }

/** The plan of a check that has not begun. Who is expected from outside is opened for it, which is logged. */
export function ChangePage({ check, onClose }: Props) {
  const { t } = useTranslation()
  const [id] = useState(newId)
  // what is changed stays what it was when the form opened: a change by somebody else is refused, not overwritten
  const [begun] = useState(check)
  const content = useQuery(contentQuery(begun.id, begun.places[0]?.placeId ?? '', 'change'))
  if (content.error) {
    return (
      <div className={styles.problem}>
        <Problem of={content.error} onRetry={() => void content.refetch()} />
      </div>
    )
  }
  if (!content.data) return <WaitingRows rows={6} />
  return (
    <PlanForm
      heading={t('checks.detail.change')}
      first={{
        title: begun.title,
        plannedOn: begun.plannedOn,
        checklistId: begun.checklistId,
        places: begun.places.map(({ placeId, ...place }) => ({ ...place, id: placeId })),
        memberIds: begun.members.map((member) => member.id),
        outsiders: content.data.outsiders,
      }}
      save={(plan) => changeCheck(begun.id, { ...plan, id, basedOn: begun.version })}
      saveText={t('checks.form.saveChange')}
      onClose={onClose}
      onDone={onClose}
    />
  )
}

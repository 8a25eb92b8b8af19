import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Again, askAgain, type DisputeDetail } from '../../api/disputes.ts'
import type { FollowUpDetail } from '../../api/follow-ups.ts'
import { useMay, useMe } from '../../api/me.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './disputes.module.css'
import { PurposeCard } from './purpose-card.tsx'

type Props = { readonly dispute: DisputeDetail; readonly followUp: FollowUpDetail }

/** 以前有过吗: for whoever has or hosts it; how often, and which rule follows from it. Nobody is listed. */
export function AgainPart({ dispute, followUp }: Props) {
  const { member } = useMe()
  const may = useMay('dispute.write') !== null
  const handles = followUp.owner?.id === member.id || dispute.hostMemberId === member.id
  const between = dispute.state !== 'reported' && dispute.procedure !== 'informal'
  return may && handles && between ? <Asked dispute={dispute} followUp={followUp} /> : null
}

function Asked({ dispute, followUp }: Props) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const asked = useMutation({
    mutationFn: (purpose: Parameters<typeof askAgain>[1]) => askAgain(dispute.id, purpose),
    onSuccess: () => setAsking(false),
  })
  return (
    <div className={styles.stack}>
      {asked.data && <Answer of={asked.data} followUp={followUp} />}
      {!asking && !asked.data && (
        <div className={`${styles.actions} screen-only`}>
          <Button onClick={() => setAsking(true)}>{t('disputes.again.ask')}</Button>
        </div>
      )}
      {asking && (
        <PurposeCard
          verb={t('disputes.again.ask')}
          hint={t('disputes.again.logged')}
          pending={asked.isPending}
          problem={asked.error && <Problem of={asked.error} />}
          onGo={(purpose) => asked.mutate(purpose)}
          onCancel={() => setAsking(false)}
        />
      )}
    </div>
  )
}

function Answer({ of: { samePair, samePlace }, followUp }: { readonly of: Again; readonly followUp: FollowUpDetail }) {
  const { t } = useTranslation()
  const { stands, next } = followUp.ladder ?? {}
  const toAppointment = [stands, next].some((step) => step?.reason === 'again-at-this-place')
  return (
    <dl className={styles.lines} aria-label={t('disputes.again.ask')}>
      <div>
        <dt>{t('disputes.again.samePair')}</dt>
        <dd>
          {t('disputes.again.times', { count: samePair })}
          {samePair > 0 && <span className={styles.dated}>{t('disputes.again.pairRule')}</span>}
        </dd>
      </div>
      <div>
        <dt>{t('disputes.again.samePlace')}</dt>
        <dd>
          {t('disputes.again.times', { count: samePlace })}
          {(samePlace > 0 || toAppointment) && (
            <span className={styles.dated}>
              {t(toAppointment ? 'disputes.again.placeRule' : 'disputes.again.noRule')}
            </span>
          )}
        </dd>
      </div>
    </dl>
  )
}

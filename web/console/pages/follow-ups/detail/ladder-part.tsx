import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DateText } from '../../../../ui/date-text.tsx'
import type { FollowUpDetail } from '../../../api/follow-ups.ts'
import { useMay } from '../../../api/me.ts'
import { PutFollowUpDialog } from '../../appointments/put-follow-up-dialog.tsx'
import styles from './detail.module.css'

type Step = NonNullable<FollowUpDetail['ladder']>['stands']

/** Which rule brought it here, and what is next and when (DOMAIN.md §5). */
export function LadderPart({ followUp }: { readonly followUp: FollowUpDetail }) {
  const { t } = useTranslation()
  const mayPlan = useMay('appointment.plan') !== null
  const [putting, setPutting] = useState(false)
  const { ladder } = followUp
  if (ladder === null) return null
  return (
    <section className={styles.section}>
      <h3>{t('followUps.ladder.title')}</h3>
      <ul className={styles.lines}>
        <li>
          <span>{t(`followUps.ladder.rung.${ladder.stands.rung}`)}</span>
          <Why step={ladder.stands} />
        </li>
        {ladder.next && (
          <li>
            <span>{t('followUps.ladder.next')}</span>
            <Why step={ladder.next} next />
          </li>
        )}
      </ul>
      {mayPlan && followUp.closedAt === null && (
        <p className="screen-only">
          <Button size="small" onClick={() => setPutting(true)}>
            {t('appointments.putOn.followUp')}
          </Button>
        </p>
      )}
      {putting && <PutFollowUpDialog followUpId={followUp.id} onClose={() => setPutting(false)} />}
    </section>
  )
}

function Why({ step, next = false }: { readonly step: Step; readonly next?: boolean }) {
  const { t } = useTranslation()
  return (
    <span>
      {next && (
        <>
          {step.at === null ? t('followUps.ladder.nextNone') : <DateText day={step.at} />}{' '}
          <b>{t(`followUps.ladder.rung.${step.rung}`)}</b>
          {t('words.colon')}
        </>
      )}
      {t(`followUps.ladder.reason.${step.reason}`)}{' '}
      <span className={styles.quiet}>{t(`followUps.ladder.turn.${step.turn}`)}</span>
    </span>
  )
}

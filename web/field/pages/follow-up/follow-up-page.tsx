import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { OverdueText } from '../../../ui/due-text.tsx'
import { followUpsOf, nameOf } from '../../part/places.ts'
import { lookOf } from '../../parts/button.tsx'
import { useOutbox, usePart, usePresent } from '../../phone.tsx'
import { Page } from '../../shell/page.tsx'
import { Whereabouts } from '../whereabouts.tsx'
import { Entries } from './entries.tsx'
import { stepsNow, stepsUnderway } from './field-steps.ts'
import styles from './follow-up.module.css'

/** A follow-up in one's hand: how it stands, and what can be done about it out here. */
export function FollowUpPage() {
  const { t } = useTranslation('field')
  const part = usePart()
  const items = useOutbox()
  const now = usePresent()
  const { id } = useParams({ from: '/follow-ups/$id' })
  const followUp = followUpsOf(part).find((one) => one.id === id)
  if (!followUp) {
    return (
      <Page title={t('followUp.gone')}>
        <p>{t('followUp.goneWhat')}</p>
      </Page>
    )
  }
  const underway = stepsUnderway(items, id)
  const steps = part.own?.member.role === 'volunteer' ? [] : stepsNow(followUp, underway)
  const minutesLeft = followUp.dueAt === null ? null : Math.round((Date.parse(followUp.dueAt) - now.getTime()) / 60_000)
  return (
    <Page title={t(`words.subject.${followUp.subject}`)}>
      <div className={styles.head}>
        <p className={styles.what}>
          {followUp.urgency === 'urgent' && <b className={styles.urgent}>{t('words.urgency.urgent')} </b>}
          {followUp.topic !== null && t(`words.topic.${followUp.topic}`)}
        </p>
        <p>{nameOf(part, followUp.placeId)}</p>
        <p>
          {t(`words.state.${followUp.state}`)} {minutesLeft !== null && <OverdueText minutesLeft={minutesLeft} />}
        </p>
        <p className={styles.hint}>{t('followUp.wordsAtDesk')}</p>
      </div>
      {underway.map((item) => (
        <Whereabouts key={item.id} id={item.id} />
      ))}
      {steps.length > 0 && (
        <section className={styles.section}>
          <h2>{t('followUp.steps')}</h2>
          {steps.map((step, at) => (
            <Link
              key={step}
              to="/follow-ups/$id/$step"
              params={{ id, step }}
              className={lookOf({ look: at === 0 ? 'main' : 'plain', wide: true })}
            >
              {t(`step.${step}.title`)}
            </Link>
          ))}
        </section>
      )}
      <Entries followUp={followUp} main={steps.length === 0} />
    </Page>
  )
}

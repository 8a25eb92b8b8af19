import { mayDecide } from '@sifang/domain/members'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DateText, TimeText } from '../../../ui/date-text.tsx'
import { KmText } from '../../../ui/distance-text.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { type IncidentDetail as Detail, incidentQuery } from '../../api/incidents.ts'
import { useDecider } from '../../api/me-decider.ts'
import { placeInShort } from '../../api/place-search.ts'
import { Problem } from '../../shell/problem.tsx'
import { CloseRed } from '../tiers/close-red.tsx'
import { useCategoryWord } from './category-words.ts'
import { DiggingNotice } from './digging-notice.tsx'
import { LateMark, StatusText, WhereText } from './incident-parts.tsx'
import { IncidentSummary } from './incident-summary.tsx'
import styles from './incidents.module.css'
import { ReviewForm } from './review-form.tsx'

/** One incident with its reviews, and the review that somebody else owes it. */
export function IncidentDetail({ id }: { readonly id: string }) {
  const { data, error, isPending, refetch } = useQuery(incidentQuery(id))
  if (error) {
    return (
      <div className={styles.detail}>
        <Problem of={error} onRetry={() => void refetch()} />
      </div>
    )
  }
  if (isPending) return <WaitingRows rows={6} />
  return <Known incident={data} />
}

function Known({ incident }: { readonly incident: Detail }) {
  const { t } = useTranslation()
  const word = useCategoryWord()
  const { placeId } = incident
  return (
    <article className={styles.detail}>
      <header className={styles.head}>
        <StatusText status={incident.status} /> {incident.foundLate && <LateMark />}
        <h2>
          {word(incident.category)} · <WhereText incident={incident} />
        </h2>
      </header>
      <DiggingNotice diggings={incident.diggings} />
      <ReviewForm incident={incident} />
      <Facts
        facts={[
          { label: t('incidents.at'), value: <Moment at={incident.occurredAt} /> },
          ...(incident.villageName ? [{ label: t('words.village'), value: incident.villageName }] : []),
          ...(incident.lineName !== null
            ? [
                {
                  label: t('incidents.detail.line'),
                  value: (
                    <>
                      {incident.lineName} {incident.km !== null && <KmText km={incident.km} />}
                    </>
                  ),
                },
              ]
            : []),
          { label: t('incidents.source'), value: t(`incidents.sources.${incident.source}`) },
          {
            label: t('incidents.detail.reported'),
            value: (
              <>
                <Moment at={incident.reportedAt} />
                {incident.reportedByMe && <span className={styles.hint}> · {t('incidents.detail.mine')}</span>}
              </>
            ),
          },
          ...(incident.visitId !== null
            ? [
                {
                  label: t('incidents.detail.visit'),
                  value: (
                    <Link to="/visits" search={{ selected: incident.visitId }}>
                      {t('incidents.detail.openVisit')}
                    </Link>
                  ),
                },
              ]
            : []),
          ...(incident.followUpId !== null
            ? [{ label: t('incidents.detail.followUp'), value: t('incidents.detail.hasFollowUp') }]
            : []),
          {
            label: t('incidents.detail.summary'),
            value: <IncidentSummary key={incident.id} incident={incident} />,
          },
        ]}
      />
      <section>
        <h3 className={styles.subtitle}>{t('incidents.detail.reviews')}</h3>
        {incident.reviews.length === 0 && <p className={styles.hint}>{t('incidents.detail.reviewsNone')}</p>}
        <ol className={styles.reviews}>
          {incident.reviews.map((review) => (
            <li key={review.id}>
              <StatusText status={review.verdict} />
              <span>{review.reason}</span>
              <span className={styles.hint}>
                {t('incidents.detail.by', { name: review.byName })} · <Moment at={review.at} />
              </span>
            </li>
          ))}
        </ol>
      </section>
      {placeId !== null && (
        <div className={`${styles.actions} screen-only`}>
          <Link to="/places/$placeId" params={{ placeId }} search={{}}>
            <Button tabIndex={-1}>{t('incidents.detail.openPlace')}</Button>
          </Link>
          {incident.status === 'verified' && <RedReview placeId={placeId} />}
        </div>
      )}
    </article>
  )
}

/** While the place is red: the review that ends it. */
function RedReview({ placeId }: { readonly placeId: string }) {
  const { t } = useTranslation()
  const decider = useDecider()
  const [open, setOpen] = useState(false)
  const place = useQuery(placeInShort(placeId))
  const may = mayDecide('review-red', decider, { enteredBy: null }) === null
  if (!may || place.data?.tier !== 'red') return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('tiers.red.close')}</Button>
      {open && <CloseRed placeId={placeId} placeName={place.data.name} onClose={() => setOpen(false)} />}
    </>
  )
}

function Moment({ at }: { readonly at: string }) {
  return (
    <>
      <DateText day={at} /> <TimeText at={at} />
    </>
  )
}

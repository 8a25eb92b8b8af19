import { newId } from '@sifang/client'
import { isDivision } from '@sifang/domain/places/kinds'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { daysBetween, isoDay } from '../../../ui/civil-time.ts'
import { DateText, TimeText } from '../../../ui/date-text.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { useStationTime } from '../../../ui/station-time.tsx'
import { useMay, useMe } from '../../api/me.ts'
import { admitVisit, observations, type Visit } from '../../api/visits.ts'
import { Problem } from '../../shell/problem.tsx'
import { LinkedIncidents } from '../incidents/linked-incidents.tsx'
import { usePlaceKind } from '../place/place-kind.ts'
import { OutcomeText } from './visit-columns.tsx'
import styles from './visits.module.css'
import { VoidVisit } from './void-visit.tsx'

/** One visit: what came of it, who was there, how it reached us; admitting one that waits, voiding a wrong one. */
export function VisitDetail({ visit }: { readonly visit: Visit }) {
  const { t } = useTranslation()
  const kindName = usePlaceKind()
  const mayRecord = useMay('visit.record')
  const mayEnter = useMay('finding.enter') !== null
  const [voiding, setVoiding] = useState(false)
  const seen = observations.filter((one) => visit.observed.includes(one))

  return (
    <article className={styles.detail}>
      <header className={styles.head}>
        <span className={styles.hint}>{t(`words.visitKind.${visit.kind}`)}</span>
        <h2>{visit.placeName}</h2>
        <span className={styles.hint}>
          {[visit.villageName === visit.placeName ? null : visit.villageName, kindName(visit.placeKind)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </header>
      {visit.voided && (
        <div className={`${styles.notice} ${styles.plain}`}>
          <b>{t('visits.detail.voided.title')}</b>
          <span>{visit.voided.reason}</span>
          <span className={styles.hint}>
            {visit.voided.byName && <>{t('visits.detail.voided.by', { name: visit.voided.byName })} · </>}
            <Moment at={visit.voided.at} />
          </span>
        </div>
      )}
      {visit.waits && <Waiting key={visit.id} visit={visit} />}
      <Facts
        facts={[
          {
            label: t('visits.at'),
            value: <Moment at={visit.at} />,
          },
          ...(visit.timeUncertain ? [{ label: t('visits.detail.uncertain'), value: <Between visit={visit} /> }] : []),
          { label: t('visits.outcome'), value: <OutcomeText visit={visit} /> },
          ...(visit.nextAttemptAt
            ? [{ label: t('visits.detail.next'), value: <Moment at={visit.nextAttemptAt} /> }]
            : []),
          {
            label: t('visits.who'),
            value: (
              visit.participants?.map(({ name, role }) =>
                t('visits.detail.member', { name, role: t(`words.role.${role}`) }),
              ) ?? visit.rolesPresent.map((role) => t(`words.role.${role}`))
            ).join(t('words.listComma')),
          },
          ...(visit.othersPresent ? [{ label: t('visits.detail.others'), value: visit.othersPresent }] : []),
          ...(seen.length > 0
            ? [
                {
                  label: t('visits.detail.observed'),
                  value: seen.map((one) => t(`visits.observed.${one}`)).join(t('words.listComma')),
                },
              ]
            : []),
          ...(visit.note
            ? [{ label: t('visits.detail.note'), value: <span className={styles.note}>{visit.note}</span> }]
            : []),
          { label: t('visits.detail.received'), value: <Received visit={visit} /> },
          ...(visit.recordedBy ? [{ label: t('visits.detail.recordedBy'), value: visit.recordedBy.name }] : []),
          ...(visit.admitted ? [{ label: t('visits.detail.admitted'), value: <Admitted visit={visit} /> }] : []),
          { label: t('visits.detail.source'), value: <Source visit={visit} /> },
        ]}
      />
      <LinkedIncidents of={{ visitId: visit.id }} placeId={isDivision(visit.placeKind) ? null : visit.placeId} />
      <div className={`${styles.actions} screen-only`}>
        <Link to="/places/$placeId" params={{ placeId: visit.placeId }} search={{}}>
          <Button tabIndex={-1}>{t('visits.detail.openPlace')}</Button>
        </Link>
        {mayRecord && (
          <Link to="/visits" search={{ record: true, placeId: visit.placeId }}>
            <Button tabIndex={-1}>{t('visits.detail.again')}</Button>
          </Link>
        )}
        {mayEnter && visit.voided === null && (
          <Link to="/intake" search={{ placeId: visit.placeId, visitId: visit.id }}>
            <Button tabIndex={-1}>{t('visits.detail.finding')}</Button>
          </Link>
        )}
        {visit.mayVoid && (
          <Button danger type="text" onClick={() => setVoiding(true)}>
            {t('visits.detail.void.action')}
          </Button>
        )}
      </div>
      {voiding && <VoidVisit visit={visit} onClose={() => setVoiding(false)} />}
    </article>
  )
}

/** A visit that does not count by itself: it was reported too late, or its phone's clock jumped. */
function Waiting({ visit }: { readonly visit: Visit }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const { member } = useMe()
  const [id] = useState(newId)
  const admitting = useMutation({
    mutationFn: () => admitVisit(visit.id, { id }),
    onSuccess: () => message.success(t('visits.detail.waiting.done')),
  })
  const isOwn = visit.recordedBy?.id === member.id || visit.participants?.some(({ id }) => id === member.id)
  return (
    <div className={styles.notice}>
      <b>{t(visit.timeUncertain ? 'visits.detail.waiting.uncertain' : 'visits.detail.waiting.title')}</b>
      <span className={styles.hint}>
        {t(visit.timeUncertain ? 'visits.detail.waiting.uncertainHint' : 'visits.detail.waiting.hint')}
      </span>
      {visit.mayAdmit ? (
        <Button type="primary" loading={admitting.isPending} onClick={() => admitting.mutate()}>
          {t('visits.detail.waiting.admit')}
        </Button>
      ) : (
        <span>{t(isOwn ? 'visits.detail.waiting.mine' : 'visits.detail.waiting.notMine')}</span>
      )}
      {admitting.error && <Problem of={admitting.error} />}
    </div>
  )
}

function Moment({ at }: { readonly at: string }) {
  return (
    <>
      <DateText day={at} /> <TimeText at={at} />
    </>
  )
}

/** Within which it was, where the phone's clock jumped. */
function Between({ visit }: { readonly visit: Visit }) {
  const { t } = useTranslation()
  return (
    <>
      {visit.timeAfter === null ? t('visits.detail.noContact') : <Moment at={visit.timeAfter} />}
      {t('visits.detail.until')}
      <Moment at={visit.receivedAt} />
    </>
  )
}

/** Who let it count, and when. */
function Admitted({ visit }: { readonly visit: Visit }) {
  const { admitted } = visit
  if (admitted === null) return null
  return (
    <>
      {admitted.byName && <>{admitted.byName} · </>}
      <Moment at={admitted.at} />
    </>
  )
}

function Received({ visit }: { readonly visit: Visit }) {
  const { t } = useTranslation()
  const { timeZone } = useStationTime()
  const days = daysBetween(isoDay(new Date(visit.at), timeZone), isoDay(new Date(visit.receivedAt), timeZone))
  return (
    <>
      <Moment at={visit.receivedAt} />
      {days > 0 && <span className={styles.hint}> · {t('visits.detail.lateBy', { count: days })}</span>}
    </>
  )
}

function Source({ visit }: { readonly visit: Visit }) {
  const { t } = useTranslation()
  const { roundListNumber } = visit
  if (roundListNumber === null) return t(`visits.detail.sources.${visit.source}`)
  return (
    <Link to="/visits/round-lists/$number" params={{ number: String(roundListNumber) }} search={{}}>
      {t('visits.detail.paperList', { number: roundListNumber })}
    </Link>
  )
}

import { placeKinds } from '@sifang/domain/places/kinds'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { daysBetween, isoDay } from '../../../ui/civil-time.ts'
import { DueText } from '../../../ui/due-text.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import { dutiesOf, followUpsOf, placeOf, villageName } from '../../part/places.ts'
import { lookOf } from '../../parts/button.tsx'
import { Icon } from '../../parts/icons.tsx'
import { usePart, usePresent } from '../../phone.tsx'
import { Page } from '../../shell/page.tsx'
import { CheckInHere } from '../check-in/check-in-here.tsx'
import { OwnVisits } from '../visit/own-visits.tsx'
import styles from './places.module.css'

/** One place: what is owed, what is known, and where to go from here. */
export function PlacePage() {
  const { t, i18n } = useTranslation('field')
  const part = usePart()
  const now = usePresent()
  const { placeId } = useParams({ from: '/p/$placeId' })
  const place = placeOf(part, placeId)
  if (!place) {
    return (
      <Page title={t('places.notCarried')}>
        <p>{part.own === null ? t('today.notYet') : t('places.notCarriedWhat')}</p>
        <Link to="/places" className={lookOf({ look: 'main', wide: true })}>
          {t('places.title')}
        </Link>
        <Link to="/report" className={lookOf({ wide: true })}>
          {t('today.report')}
        </Link>
      </Page>
    )
  }

  const today = isoDay(now, part.own?.station.timeZone ?? 'Asia/Shanghai')
  const duties = dutiesOf(part, placeId).filter(({ state, until }) => state === 'open' && until >= today)
  const open = followUpsOf(part).filter((one) => one.placeId === placeId)
  const kind = placeKinds.find((one) => one.kind === place.kind)
  const village = villageName(part, place.villageId)
  const missed = place.lapsesOn !== null && place.lapsesOn < today
  return (
    <Page
      title={place.name}
      action={
        <Link to="/visit/$placeId" params={{ placeId }} className={lookOf({ look: 'main', wide: true })}>
          {t('today.goVisit')}
        </Link>
      }
    >
      <div className={styles.head}>
        <p>{place.tier && <TierMark tier={place.tier} long />}</p>
        <p className={styles.about}>
          {[village === place.name ? null : village, kind && (i18n.language === 'en' ? kind.en : kind.zh)]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {place.addressHint !== null && <p>{place.addressHint}</p>}
      </div>
      <section className={styles.section}>
        <h2>{t('place.owed')}</h2>
        {duties.length === 0 && <p>{t('place.owedNone')}</p>}
        {duties.map((duty) => (
          <p key={`${duty.lineId} ${duty.periodStart}`} className={styles.owed}>
            <span>
              {lineName(duty.lineId)}
              {duty.visits > 1 && ` · ${duty.visitsDone}/${duty.visits}`}
            </span>
            <DueText
              daysLeft={daysBetween(today, duty.until) + 1}
              period={duty.period}
              missed={missed ? duty.period : null}
            />
          </p>
        ))}
      </section>
      <OwnVisits
        title={t('ownVisit.here')}
        visits={part.own?.visits.filter((visit) => visit.placeId === placeId) ?? []}
      />
      {open.length > 0 && (
        <section className={styles.section}>
          <h2>{t('place.open')}</h2>
          {open.map((one) => (
            <Link key={one.id} to="/follow-ups/$id" params={{ id: one.id }} className={styles.found}>
              {t(`words.subject.${one.subject}`)}
              {one.topic !== null && ` · ${t(`words.topic.${one.topic}`)}`}
              <span className={styles.about}>{t(`words.state.${one.state}`)}</span>
            </Link>
          ))}
        </section>
      )}
      <Facts facts={place.facts} />
      <Link to="/report" search={{ placeId }} className={lookOf({ wide: true })}>
        <Icon name="microphone" />
        <span>{t('place.report')}</span>
      </Link>
      <CheckInHere place={place} />
    </Page>
  )

  function lineName(lineId: string): string {
    return part.own?.policyLines.find(({ id }) => id === lineId)?.name ?? t('place.visit')
  }
}

function Facts({ facts }: { readonly facts: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation('field')
  const known = factNames.filter((name) => facts[name] !== undefined && facts[name] !== null)
  if (known.length === 0) return null
  return (
    <section className={styles.section}>
      <h2>{t('place.facts')}</h2>
      <dl className={styles.facts}>
        {known.map((name) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{t(`words.fact.${name}`)}</dt>
            <dd>{inWords(facts[name])}</dd>
          </div>
        ))}
      </dl>
    </section>
  )

  function inWords(value: unknown): string {
    if (value === true) return t('place.yes')
    return value === false ? t('place.no') : String(value)
  }
}

const factNames = [
  'vacant',
  'largeVehicleAccess',
  'let',
  'camera',
  'guarded',
  'storesFuel',
  'openAtNight',
  'residentsCommittee',
  'employees',
  'households',
  'naturalVillages',
] as const

import { CheckOutlined } from '@ant-design/icons'
import { newId } from '@sifang/client'
import { kmRange } from '@sifang/domain/lines'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me.ts'
import { confirmPlace, type PlaceDetail } from '../../api/places.ts'
import { Problem } from '../../shell/problem.tsx'
import { degrees } from '../places/datum.ts'
import { FactDialog } from './fact-dialog.tsx'
import { factName, factValue } from './fact-words.ts'
import styles from './place-facts.module.css'
import { usePlaceKind } from './place-kind.ts'

/** What is known of a place, each fact with the day it was last seen; unchanged is confirmed in one click. */
export function PlaceFacts({ place }: { readonly place: PlaceDetail }) {
  const { t } = useTranslation()
  const kindName = usePlaceKind()
  const mayWrite = useMay('place.write') !== null && place.closedAt === null
  const mayRead = useMay('place.read') !== null
  const [changing, setChanging] = useState<string | null>(null)
  const hasVillage = place.villageName !== null && place.kind !== 'village' && place.kind !== 'community'
  return (
    <section className={styles.section} aria-labelledby="facts-title">
      <header className={styles.head}>
        <h2 id="facts-title">{t('place.sections.facts')}</h2>
        {mayWrite && <Confirm place={place} />}
      </header>
      <dl className={styles.facts}>
        <Line label={t('place.fields.kind')}>{kindName(place.kind)}</Line>
        {hasVillage && place.villageId && (
          <Line label={t('place.fields.village')}>
            <Link to="/places/$placeId" params={{ placeId: place.villageId }} search={{}}>
              {place.villageName}
            </Link>
          </Line>
        )}
        {place.communityId && place.kind !== 'community' && (
          <Line label={t('place.fields.community')}>
            <Link to="/places/$placeId" params={{ placeId: place.communityId }} search={{}}>
              {place.communityName}
            </Link>
          </Line>
        )}
        {place.line && (
          <Line label={t('place.fields.line')}>
            <Link to="/divisions" search={{ show: 'lines', selected: place.line.id }}>
              {place.line.name}
            </Link>{' '}
            {place.line.fromKm !== null && place.line.toKm !== null && (
              <span>{kmRange({ fromKm: place.line.fromKm, toKm: place.line.toKm })}</span>
            )}
          </Line>
        )}
        {place.addressHint && <Line label={t('place.fields.addressHint')}>{place.addressHint}</Line>}
        {place.kind !== 'community' && (
          <Line label={t('place.fields.position')}>
            {place.latitude !== null && place.longitude !== null ? (
              <Position id={place.id} latitude={place.latitude} longitude={place.longitude} linked={mayRead} />
            ) : (
              <span className={styles.quiet}>{t('place.fields.noPosition')}</span>
            )}
          </Line>
        )}
        <Line label={t('place.fields.owner')}>
          {place.ownerName ?? t('words.none')}{' '}
          {place.kind !== 'village' && place.kind !== 'community' && (
            <span className={styles.quiet}>
              {place.responsible
                ? t('place.fields.byName', { date: place.responsible.fromDay })
                : t('place.fields.byVillage')}
            </span>
          )}
        </Line>
        {place.externalId && <Line label={t('place.fields.externalId')}>{place.externalId}</Line>}
        {place.divisionCode && <Line label={t('place.fields.divisionCode')}>{place.divisionCode}</Line>}
        {place.facts.map((fact) => (
          <Line key={fact.key} label={factName(t, fact.key)}>
            <span className={styles.fact}>
              <b>{factValue(t, fact.value)}</b>
              <span className={styles.quiet}>{t('place.confirmedOn', { date: fact.confirmedOn })}</span>
              {mayWrite && (
                <Button type="link" size="small" onClick={() => setChanging(fact.key)}>
                  {t('place.change')}
                </Button>
              )}
            </span>
          </Line>
        ))}
      </dl>
      {mayWrite && (
        <Button className={styles.add ?? ''} type="link" size="small" onClick={() => setChanging('')}>
          {t('place.addFact')}
        </Button>
      )}
      {changing !== null && <FactDialog place={place} fact={changing || null} onClose={() => setChanging(null)} />}
    </section>
  )
}

type PositionProps = {
  readonly id: string
  readonly latitude: number
  readonly longitude: number
  readonly linked: boolean
}

function Position({ id, latitude, longitude, linked }: PositionProps) {
  const { t } = useTranslation()
  const label = t('places.position.label', { latitude: degrees(latitude), longitude: degrees(longitude) })
  if (!linked) return label
  return (
    <Link to="/map" search={{ selected: id }}>
      {label}
    </Link>
  )
}

function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.line}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Confirm({ place }: { readonly place: PlaceDetail }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const entryId = useRef(newId())
  const confirm = useMutation({
    mutationFn: () => confirmPlace(place.id, entryId.current, {}),
    onSuccess: () => {
      entryId.current = newId()
      message.success(t('place.confirmed', { name: place.name }))
    },
  })
  return (
    <>
      <span className={styles.quiet}>
        {place.confirmedOn ? (
          t('place.confirmedOn', { date: place.confirmedOn })
        ) : (
          <span className={styles.attention}>{t('place.neverConfirmed')}</span>
        )}
      </span>
      <Button
        size="small"
        icon={<CheckOutlined />}
        title={t('place.confirmHint')}
        loading={confirm.isPending}
        onClick={() => confirm.mutate()}
      >
        {t('place.confirm')}
      </Button>
      {confirm.error && <Problem of={confirm.error} onRetry={() => confirm.mutate()} />}
    </>
  )
}

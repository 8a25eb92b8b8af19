import { distanceM } from '@sifang/domain/field'
import { Link, useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DistanceText } from '../../../ui/distance-text.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import { findPlaces, villageName } from '../../part/places.ts'
import { usePosition } from '../../part/position.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { usePart } from '../../phone.tsx'
import { Page } from '../../shell/page.tsx'
import styles from './places.module.css'
import { ScanCode } from './scan-code.tsx'

const pageSize = 100

/** A place by its name, its initials, by being near, or by the code on its door. */
export function FindPage() {
  const { t } = useTranslation('field')
  const part = usePart()
  const navigate = useNavigate()
  const { asked, ask } = usePosition()
  const [typed, setTyped] = useState('')
  const [shown, setShown] = useState(pageSize)
  const wanted = useDeferredValue(typed)
  const position = asked.kind === 'known' ? asked.position : null
  const found = useMemo(() => findPlaces(part, wanted, position), [part, wanted, position])
  return (
    <Page title={t('places.title')}>
      <TextField
        label={t('places.name')}
        hint={t('places.nameHint')}
        type="search"
        value={typed}
        onChange={(next) => {
          setTyped(next)
          setShown(pageSize)
        }}
        autoComplete="off"
      />
      <div className={styles.ways}>
        <Button icon="near" onClick={() => void ask()} disabled={asked.kind === 'asking'}>
          {asked.kind === 'asking' ? t('today.locating') : t('today.nearest')}
        </Button>
        <ScanCode onPlace={(placeId) => void navigate({ to: '/p/$placeId', params: { placeId } })} />
      </div>
      {asked.kind === 'unknown' && <Notice kind="mind">{t(`position.${asked.why}`)}</Notice>}
      <p role="status" className="visually-hidden">
        {t('places.found', { count: found.length })}
      </p>
      {found.length === 0 && <p>{part.own === null ? t('today.notYet') : t('places.none')}</p>}
      <ul className={styles.list}>
        {found.slice(0, shown).map((place) => {
          const metres = position === null ? null : distanceM(position, place)
          const village = villageName(part, place.villageId)
          return (
            <li key={place.id}>
              <Link to="/p/$placeId" params={{ placeId: place.id }} className={styles.found}>
                <span className={styles.name}>{place.name}</span>
                <span className={styles.about}>
                  {place.tier && <TierMark tier={place.tier} />} {village !== place.name && village}{' '}
                  {metres !== null && <DistanceText distanceM={metres} />}
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
      {found.length > shown && (
        <Button wide onClick={() => setShown(shown + pageSize)}>
          {t('today.more', { count: found.length - shown })}
        </Button>
      )}
    </Page>
  )
}

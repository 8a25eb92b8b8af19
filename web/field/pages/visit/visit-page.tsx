import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { placeOf } from '../../part/places.ts'
import { lookOf } from '../../parts/button.tsx'
import { usePart } from '../../phone.tsx'
import { Page } from '../../shell/page.tsx'
import { Loading } from '../loading.tsx'
import { VisitForm } from './visit-form.tsx'

/** A visit at a place that the phone carries. */
export function VisitPage() {
  const { t } = useTranslation('field')
  const part = usePart()
  const { placeId } = useParams({ from: '/visit/$placeId' })
  const place = placeOf(part, placeId)
  if (part.own === null) return <Loading />
  if (!place) {
    return (
      <Page title={t('places.notCarried')}>
        <p>{t('places.notCarriedWhat')}</p>
        <Link to="/places" className={lookOf({ look: 'main', wide: true })}>
          {t('places.title')}
        </Link>
      </Page>
    )
  }
  return <VisitForm key={placeId} place={place} own={part.own} />
}

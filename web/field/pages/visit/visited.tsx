import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { lookOf } from '../../parts/button.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Page } from '../../shell/page.tsx'
import { Whereabouts } from '../whereabouts.tsx'

type Props = { readonly id: string; readonly placeId: string }

/** It is on the phone; what was found on the way belongs to it. */
export function Visited({ id, placeId }: Props) {
  const { t } = useTranslation('field')
  return (
    <Page title={t('visited.title')}>
      <Whereabouts id={id} />
      <Link to="/" className={lookOf({ look: 'main', wide: true })}>
        {t('visited.next')}
      </Link>
      <Link to="/report" search={{ placeId, visitId: id }} className={lookOf({ wide: true })}>
        <Icon name="camera" />
        <span>{t('visited.finding')}</span>
      </Link>
    </Page>
  )
}

import { useTranslation } from 'react-i18next'
import { Page } from '../../shell/page.tsx'

export function TrackPage() {
  const { t } = useTranslation('field')
  return <Page title={t('track.title')}>{null}</Page>
}

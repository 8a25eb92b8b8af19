import { useTranslation } from 'react-i18next'
import { Page } from '../../shell/page.tsx'

export function CheckPage() {
  const { t } = useTranslation('field')
  return <Page title={t('check.title')}>{null}</Page>
}

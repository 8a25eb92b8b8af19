import { useTranslation } from 'react-i18next'
import { usePart } from '../phone.tsx'
import { Page } from '../shell/page.tsx'

/** Until the draft or the part is there: nothing jumps, nothing spins. */
export function Loading() {
  const { t } = useTranslation('field')
  return <Page title={t('shell.app')}>{usePart().own === null && <p>{t('today.notYet')}</p>}</Page>
}

import { useTranslation } from 'react-i18next'
import { Threshold } from './threshold.tsx'

/** The desk took the phone out of use: what was not sent lies with the station, and nothing is left here. */
export function RevokedPage({ quarantined }: { readonly quarantined: number }) {
  const { t } = useTranslation('field')
  return (
    <Threshold title={t('revoked.title')}>
      <p>{t('revoked.what')}</p>
      {quarantined > 0 && <p>{t('revoked.handedOver', { count: quarantined })}</p>}
      <p>{t('revoked.do')}</p>
    </Threshold>
  )
}

import { useTranslation } from 'react-i18next'
import { Notice } from '../../parts/notice.tsx'
import { Threshold } from './threshold.tsx'

type Props = { readonly why: 'plain-http' | 'no-storage' | 'old-browser' }

/** Why nothing can be kept on this phone, and what to do about it. */
export function UnusablePage({ why }: Props) {
  const { t } = useTranslation('field')
  return (
    <Threshold title={t('unusable.title')}>
      <Notice kind="wrong">{t(`unusable.${why}.what`)}</Notice>
      <p>{t(`unusable.${why}.do`)}</p>
      {/MicroMessenger/i.test(navigator.userAgent) && <p>{t('unusable.weChat')}</p>}
      <p>{t('unusable.meanwhile')}</p>
    </Threshold>
  )
}

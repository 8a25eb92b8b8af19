import { useTranslation } from 'react-i18next'
import { QrCode } from '../../../ui/qr-code.tsx'
import { useMe } from '../../api/me.ts'
import styles from './label-sheet.module.css'

export type Label = { readonly id: string; readonly title: string; readonly below: string; readonly link: string }

/** Cards to cut out along the lines: two beside each other, four below. */
export function LabelSheet({ labels }: { readonly labels: readonly Label[] }) {
  const { t } = useTranslation()
  const { station } = useMe()
  return (
    <ul className={styles.sheet} aria-label={t('labels.title')}>
      {labels.map(({ id, title, below, link }) => (
        <li key={id} className={styles.card}>
          <div className={styles.code}>
            <QrCode text={link} label={t('labels.code', { title })} />
          </div>
          <div className={styles.words}>
            <span className={styles.station}>{station.name}</span>
            <b className={styles.title}>{title}</b>
            <span className={styles.below}>{below}</span>
            <span className={styles.foot}>{t('labels.foot')}</span>
          </div>
        </li>
      ))}
    </ul>
  )
}

import { useTranslation } from 'react-i18next'
import { lookOf } from '../parts/button.tsx'
import { Icon } from '../parts/icons.tsx'
import { useOwn } from '../phone.tsx'
import styles from './call-duty-room.module.css'

/** Telephones the duty room; 110 where its number is not entered. `big`: across the page. */
export function CallDutyRoom({ big = false }: { readonly big?: boolean }) {
  const { t } = useTranslation('field')
  const own = useOwn()
  const number = own?.dutyPhone ?? null
  const label = number === null ? t('shell.call110') : t('shell.callDutyRoom')
  const href = `tel:${(number ?? '110').replaceAll(/[^+\d]/g, '')}`
  if (big) {
    return (
      <a href={href} className={lookOf({ look: 'call', wide: true })}>
        <Icon name="telephone" />
        <span>{label}</span>
      </a>
    )
  }
  return (
    <a href={href} className={styles.small} aria-label={label}>
      <Icon name="telephone" />
      <span aria-hidden="true">{number === null ? '110' : t('shell.dutyRoom')}</span>
    </a>
  )
}

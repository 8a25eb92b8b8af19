import { useTranslation } from 'react-i18next'
import { lookOf } from '../parts/button.tsx'
import { Icon } from '../parts/icons.tsx'
import { useOwn } from '../phone.tsx'
import styles from './call-duty-room.module.css'

const dialled = (number: string): string => `tel:${number.replaceAll(/[^+\d]/g, '')}`

/** Telephones the duty room; nothing where its number is not set: 110 is not for the station's matters. */
export function CallDutyRoom({ big = false }: { readonly big?: boolean }) {
  const { t } = useTranslation('field')
  const number = useOwn()?.dutyPhone
  if (!number) return null
  if (big) {
    return (
      <a href={dialled(number)} className={lookOf({ look: 'call', wide: true })}>
        <Icon name="telephone" />
        <span>{t('shell.callDutyRoom')}</span>
      </a>
    )
  }
  return (
    <a href={dialled(number)} className={styles.small} aria-label={t('shell.callDutyRoom')}>
      <Icon name="telephone" />
      <span aria-hidden="true">{t('shell.dutyRoom')}</span>
    </a>
  )
}

/** For what is urgent: the duty room, or where its number is not set 110. */
export function CallForHelp() {
  const { t } = useTranslation('field')
  if (useOwn()?.dutyPhone) return <CallDutyRoom big />
  return (
    <a href="tel:110" className={lookOf({ look: 'call', wide: true })}>
      <Icon name="telephone" />
      <span>{t('shell.call110')}</span>
    </a>
  )
}

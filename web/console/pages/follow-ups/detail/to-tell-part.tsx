import { useTranslation } from 'react-i18next'
import type { FollowUpDetail } from '../../../api/follow-ups.ts'
import { useAskerName } from './asker-name.ts'
import styles from './detail.module.css'

/** Who asked or reported, and who of them is still to be told. */
export function ToTellPart({ followUp }: { readonly followUp: FollowUpDetail }) {
  const { t } = useTranslation()
  const nameOf = useAskerName()
  const { askers, toTell, state } = followUp
  if (askers.length === 0 && toTell.length === 0) return null
  const named = (all: typeof askers) => all.map(nameOf).join(t('words.listComma'))
  return (
    <section className={styles.section}>
      <ul className={styles.lines}>
        {askers.length > 0 && (
          <li>
            <span>{t('followUps.toTell.asked')}</span>
            <span>{named(askers)}</span>
          </li>
        )}
        {state === 'settled' && (
          <li>
            <span>{t('followUps.toTell.title')}</span>
            <span>{toTell.length > 0 ? named(toTell) : t('followUps.toTell.none')}</span>
          </li>
        )}
      </ul>
    </section>
  )
}

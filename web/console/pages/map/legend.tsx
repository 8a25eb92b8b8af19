import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNarrow } from '../../../ui/theme/appearance.tsx'
import { TierShape } from '../../../ui/tier-mark.tsx'
import { tiers } from '../../api/today.ts'
import styles from './legend.module.css'
import type { Shown } from './map-talk.ts'

type Props = { readonly counts: Shown['counts'] | undefined; readonly base: boolean }

/** What the marks mean, with how many of each are shown. */
export function Legend({ counts, base }: Props) {
  const { t } = useTranslation(['console', 'ui'])
  const narrow = useNarrow()
  const [open, setOpen] = useState(!narrow)
  return (
    <div className={styles.legend}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'map.legendHide' : 'map.legend')}
      </button>
      {open && (
        <ul>
          {tiers.map((tier) => (
            <li key={tier} className={styles[tier]}>
              <TierShape tier={tier} size={12} />
              <span>
                {t(`ui:tier.${tier}`)} {t(`ui:tier.${tier}Long`)}
              </span>
              <b>{counts?.[tier].toLocaleString('en-US')}</b>
            </li>
          ))}
          <li>
            <span className={styles.cluster}>◆2 ●8</span>
            <span>{t('map.cluster')}</span>
          </li>
          <li>
            <span className={styles.line} />
            <span>{t('map.line')}</span>
          </li>
          <li>
            <span className={styles.segment} />
            <span>{t('map.segment')}</span>
          </li>
          <li>
            <span className={styles.post} />
            <span>{t('map.post')}</span>
          </li>
          {!base && <li className={styles.note}>{t('map.noBase')}</li>}
        </ul>
      )}
    </div>
  )
}

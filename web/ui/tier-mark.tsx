import { useTranslation } from 'react-i18next'
import styles from './tier-mark.module.css'

export type TierName = 'red' | 'yellow' | 'green'

type Props = {
  readonly tier: TierName | null
  /** With what the tier means: 红 着重关注. */
  readonly long?: boolean
  /** A count beside it: ◆ 红 18. */
  readonly count?: number
}

/** A tier: word, shape and colour, always all three (INTERFACE "Signs"). Villages and communities have none. */
export function TierMark({ tier, long = false, count }: Props) {
  const { t } = useTranslation('ui')
  if (tier === null) return <span className={styles.none}>{t('tier.none')}</span>
  return (
    <span className={`${styles.mark} ${styles[tier]}`}>
      <TierShape tier={tier} />
      <span>{t(`tier.${tier}`)}</span>
      {long && <span className={styles.long}>{t(`tier.${tier}Long`)}</span>}
      {count !== undefined && <b className={styles.count}>{count}</b>}
    </span>
  )
}

/** The three shapes in a box of 12 × 12. */
export const tierOutlines: Readonly<Record<TierName, string>> = {
  red: 'M6 0.5 11.5 6 6 11.5 0.5 6z',
  yellow: 'M6 1 11.6 10.8H0.4z',
  green: 'M6 1.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6z',
}

/** ◆ ▲ ● drawn, since fonts disagree about their sizes. Never without the word beside it or in its label. */
export function TierShape({ tier, size = 10 }: { readonly tier: TierName; readonly size?: number }) {
  return (
    <svg className={styles.shape} width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      <path d={tierOutlines[tier]} fill="currentColor" />
    </svg>
  )
}

import { useTranslation } from 'react-i18next'
import styles from './look-choice.module.css'

type Props = { readonly ageFriendly: boolean; readonly onChange: (ageFriendly: boolean) => void }

/** The two ways the app can look, each shown as it would be. */
export function LookChoice({ ageFriendly, onChange }: Props) {
  const { t } = useTranslation('field')
  return (
    <fieldset className={styles.looks}>
      <legend>{t('look.question')}</legend>
      {([false, true] as const).map((large) => (
        <label key={String(large)} className={styles.look} data-large={large}>
          <input type="radio" name="look" checked={ageFriendly === large} onChange={() => onChange(large)} />
          <span>
            <b>{large ? t('look.large') : t('look.ordinary')}</b>
            <span className={styles.sample}>{t('look.sample')}</span>
            <span className={styles.button} aria-hidden="true">
              {t('today.report')}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

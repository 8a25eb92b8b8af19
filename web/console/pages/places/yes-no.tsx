import { useTranslation } from 'react-i18next'
import styles from './yes-no.module.css'

type Props = {
  readonly label: string
  /** null: nobody has looked. */
  readonly value: boolean | null
  readonly onChange: (value: boolean | null) => void
}

/** A fact that may be unknown: yes, no, or neither; the chosen one pressed again is taken back. */
export function YesNo({ label, value, onChange }: Props) {
  const { t } = useTranslation()
  const choice = (own: boolean, word: string) => (
    <button type="button" aria-pressed={value === own} onClick={() => onChange(value === own ? null : own)}>
      {word}
    </button>
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a row in every browser that stations have
    <div role="group" aria-label={label} className={styles.row}>
      <span>{label}</span>
      <span className={styles.choices}>
        {choice(true, t('places.form.yes'))}
        {choice(false, t('places.form.no'))}
      </span>
    </div>
  )
}

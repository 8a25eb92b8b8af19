import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field, Tick } from '../../parts/field.tsx'
import { usePhone } from '../../phone.tsx'
import { ageFriendlyText, setAgeFriendlyText, textSizes } from '../../theme/look.ts'
import styles from './me.module.css'

/** The age-friendly mode, and how large it writes. */
export function TextSize() {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const [px, setPx] = useState(ageFriendlyText)
  const set = (next: number | null) => {
    setPx(next)
    setAgeFriendlyText(next)
  }
  return (
    <>
      <Tick
        label={t('me.ageFriendly')}
        checked={px !== null}
        onChange={(on) => {
          set(on ? textSizes.usual : null)
          void phone.setAgeFriendly(on)
        }}
      />
      {px !== null && (
        <Field label={t('me.textSize')} hint={t('me.textSample')}>
          {(ids) => (
            <input
              {...ids}
              type="range"
              className={styles.slider}
              min={textSizes.smallest}
              max={textSizes.largest}
              step={1}
              value={px}
              onChange={(event) => set(Number(event.target.value))}
            />
          )}
        </Field>
      )}
    </>
  )
}

import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../parts/icons.tsx'
import styles from './pin-pad.module.css'

export const pinLength = 6

type Props = {
  readonly label: string
  readonly disabled: boolean
  /** All digits are there; what was entered is wiped. */
  readonly onEntered: (pin: string) => void | Promise<void>
}

/** Large digits; a keyboard's work as well. */
export function PinPad({ label, disabled, onEntered }: Props) {
  const { t } = useTranslation('field')
  const [pin, setPin] = useState('')
  const labelId = useId()

  const press = (digit: string) => {
    if (disabled || pin.length >= pinLength) return
    const next = pin + digit
    setPin(next)
    if (next.length < pinLength) return
    setPin('')
    void onEntered(next)
  }

  useEffect(() => {
    const typed = ({ key }: KeyboardEvent) => {
      if (/^\d$/.test(key)) press(key)
      else if (key === 'Backspace') setPin((now) => now.slice(0, -1))
    }
    addEventListener('keydown', typed)
    return () => removeEventListener('keydown', typed)
  })

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would be read at every digit
    <div className={styles.pad} role="group" aria-labelledby={labelId}>
      <p id={labelId} className={styles.label}>
        {label}
      </p>
      <p className={styles.dots} role="status">
        <span className="visually-hidden">{t('lock.entered', { count: pin.length })}</span>
        {Array.from({ length: pinLength }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a dot is its place
          <span key={at} className={styles.dot} data-filled={at < pin.length} />
        ))}
      </p>
      <div className={styles.keys}>
        {['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0'].map((digit) =>
          digit === '' ? (
            <span key="gap" />
          ) : (
            <button key={digit} type="button" className={styles.key} disabled={disabled} onClick={() => press(digit)}>
              {digit}
            </button>
          ),
        )}
        <button
          type="button"
          className={styles.key}
          disabled={disabled || pin === ''}
          aria-label={t('lock.remove')}
          onClick={() => setPin((now) => now.slice(0, -1))}
        >
          <Icon name="back" />
        </button>
      </div>
    </div>
  )
}

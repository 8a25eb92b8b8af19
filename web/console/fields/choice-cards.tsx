import { type ReactNode, useId } from 'react'
import styles from './choice-cards.module.css'

export type Choice<Value extends string> = {
  readonly value: Value
  readonly label: ReactNode
  readonly hint?: ReactNode
}

type Props<Value extends string> = {
  readonly label: string
  readonly choices: readonly Choice<Value>[]
  readonly value: Value | undefined
  readonly onChange: (value: Value) => void
  /** Short words: more of them stand beside each other. */
  readonly dense?: boolean
}

/** One of few, all in sight, big enough for a thumb; arrows move within it, as in any group of radios. */
export function ChoiceCards<Value extends string>({ label, choices, value, onChange, dense = false }: Props<Value>) {
  const name = useId()
  return (
    <div role="radiogroup" aria-label={label} className={`${styles.choices} ${dense ? styles.dense : ''}`}>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input
            type="radio"
            className={styles.input}
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span className={styles.card}>
            <span className={styles.name}>{choice.label}</span>
            {choice.hint !== undefined && <span className={styles.hint}>{choice.hint}</span>}
          </span>
        </label>
      ))}
    </div>
  )
}

type ChipsProps<Value extends string> = {
  readonly label: string
  readonly choices: readonly Choice<Value>[]
  readonly value: readonly Value[]
  readonly onChange: (value: readonly Value[]) => void
}

/** Any of few: each a switch of its own. */
export function ChoiceChips<Value extends string>({ label, choices, value, onChange }: ChipsProps<Value>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot wrap its children as a row
    <div role="group" aria-label={label} className={styles.chips}>
      {choices.map((choice) => {
        const on = value.includes(choice.value)
        return (
          <button
            key={choice.value}
            type="button"
            className={styles.chip}
            aria-pressed={on}
            onClick={() => onChange(on ? value.filter((one) => one !== choice.value) : [...value, choice.value])}
          >
            {choice.label}
          </button>
        )
      })}
    </div>
  )
}

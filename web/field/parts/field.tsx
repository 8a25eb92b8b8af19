import { type ReactNode, useId } from 'react'
import styles from './field.module.css'

type Props = {
  readonly label: string
  readonly hint?: string | undefined
  readonly wrong?: string | undefined
  /** Given the ids that tie it to its label and hint. */
  readonly children: (ids: { readonly id: string; readonly 'aria-describedby': string | undefined }) => ReactNode
}

/** A label, what is entered below it, and what is to be known of it. */
export function Field({ label, hint, wrong, children }: Props) {
  const id = useId()
  const about = hint === undefined && wrong === undefined ? undefined : `${id}-about`
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {children({ id, 'aria-describedby': about })}
      {about && (
        <p id={about} className={wrong === undefined ? styles.hint : styles.wrong}>
          {wrong ?? hint}
        </p>
      )}
    </div>
  )
}

type TextProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: string | undefined
  readonly wrong?: string | undefined
  readonly maxLength?: number
  readonly rows?: number
  readonly type?: 'text' | 'search' | 'date' | 'time' | 'datetime-local'
  readonly inputMode?: 'numeric' | 'decimal'
  readonly autoComplete?: string
  readonly placeholder?: string
}

/** Text of one line, or of several with `rows`. */
export function TextField({ label, hint, wrong, onChange, rows, ...input }: TextProps) {
  return (
    <Field label={label} hint={hint} wrong={wrong}>
      {(ids) =>
        rows === undefined ? (
          <input
            className={styles.input}
            {...ids}
            {...input}
            aria-invalid={wrong !== undefined}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <textarea
            className={styles.input}
            {...ids}
            rows={rows}
            value={input.value}
            maxLength={input.maxLength}
            placeholder={input.placeholder}
            aria-invalid={wrong !== undefined}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  )
}

type SelectProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly hint?: string | undefined
}

export function SelectField({ label, value, onChange, options, hint }: SelectProps) {
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <select className={styles.input} {...ids} value={value} onChange={(event) => onChange(event.target.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

type TickProps = { readonly label: ReactNode; readonly checked: boolean; readonly onChange: (on: boolean) => void }

/** A line with a box to tick. */
export function Tick({ label, checked, onChange }: TickProps) {
  return (
    <label className={styles.tick}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  )
}

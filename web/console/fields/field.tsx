import { type ReactNode, useId } from 'react'
import styles from './field.module.css'

type Props = {
  readonly label: ReactNode
  /** What to know before filling it in. */
  readonly hint?: ReactNode
  /** What is wrong with it now. */
  readonly problem?: ReactNode
  readonly optional?: ReactNode
  /** A group of controls gets a legend instead of a label. */
  readonly group?: boolean
  readonly children: ReactNode
}

/** One question of a form: label, control, hint, what is wrong. The control lies inside the label, so it needs no id. */
export function Field({ label, hint, problem, optional, group = false, children }: Props) {
  const id = useId()
  const heading = (
    <span className={styles.label} id={id}>
      {label}
      {optional !== undefined && <span className={styles.optional}>{optional}</span>}
    </span>
  )
  const below = (
    <>
      {problem ? (
        <span className={styles.problem} role="alert">
          {problem}
        </span>
      ) : (
        hint !== undefined && <span className={styles.hint}>{hint}</span>
      )}
    </>
  )
  if (group) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every browser that stations have
      <div role="group" aria-labelledby={id} className={styles.field}>
        {heading}
        {children}
        {below}
      </div>
    )
  }
  return (
    <div className={styles.field}>
      {heading}
      <div className={styles.control}>{children}</div>
      {below}
    </div>
  )
}

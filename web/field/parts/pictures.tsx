import { useId } from 'react'
import { Icon, type IconName } from './icons.tsx'
import styles from './pictures.module.css'

type Option<V extends string> = { readonly value: V; readonly label: string; readonly icon: IconName }

type Shared<V extends string> = {
  readonly legend: string
  readonly options: readonly Option<V>[]
  /** Two or three in a row; three by itself. */
  readonly columns?: 2 | 3
  readonly legendHidden?: boolean
}

/** One of a few, by pictures with their words: a radio button each. */
export function PictureChoice<V extends string>({
  legend,
  options,
  columns = 3,
  legendHidden = false,
  value,
  onChange,
}: Shared<V> & { readonly value: V | null; readonly onChange: (value: V) => void }) {
  const name = useId()
  return (
    <fieldset>
      <legend className={legendHidden ? 'visually-hidden' : styles.legend}>{legend}</legend>
      <div className={styles.grid} data-columns={columns}>
        {options.map((option) => (
          <label key={option.value} className={styles.option}>
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className={styles.input}
            />
            <Icon name={option.icon} size="1.7em" />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Any of a few, by pictures: a checkbox each. */
export function PictureChoices<V extends string>({
  legend,
  options,
  columns = 3,
  legendHidden = false,
  values,
  onChange,
}: Shared<V> & { readonly values: readonly V[]; readonly onChange: (values: readonly V[]) => void }) {
  const toggle = (value: V) =>
    onChange(values.includes(value) ? values.filter((one) => one !== value) : [...values, value])
  return (
    <fieldset>
      <legend className={legendHidden ? 'visually-hidden' : styles.legend}>{legend}</legend>
      <div className={styles.grid} data-columns={columns}>
        {options.map((option) => (
          <label key={option.value} className={styles.option}>
            <input
              type="checkbox"
              checked={values.includes(option.value)}
              onChange={() => toggle(option.value)}
              className={styles.input}
            />
            <Icon name={option.icon} size="1.7em" />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

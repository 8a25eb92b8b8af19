import { type Circumstance, circumstances } from '@sifang/domain/disputes'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChoiceChips } from '../../../fields/choice-cards.tsx'
import { Field } from '../../../fields/field.tsx'
import styles from '../disputes.module.css'

const first = ['injury', 'weapon', 'damage', 'by-110', 'family-violence', 'minor-violation'] as const
const others = circumstances.filter((one) => !first.some((known) => known === one))

type Props = {
  readonly value: readonly Circumstance[]
  readonly onChange: (value: readonly Circumstance[]) => void
  /** Known already: not asked again. */
  readonly without?: readonly Circumstance[]
}

/** What is asked at the door, yes or no each; no unless somebody says yes. The rarer ones behind a button. */
export function CircumstancesField({ value, onChange, without = [] }: Props) {
  const { t } = useTranslation()
  const [more, setMore] = useState(without.length > 0)
  const set = (one: Circumstance, on: boolean) =>
    onChange([...value.filter((known) => known !== one), ...(on ? [one] : [])])
  const rare = others.filter((one) => !without.includes(one))
  return (
    <Field label={t('disputes.form.circumstances')} group>
      <div className={styles.asks}>
        {first
          .filter((one) => !without.includes(one))
          .map((one) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a row in every browser that stations have
            <div key={one} role="group" aria-label={t(`disputes.asks.${one}`)} className={styles.ask}>
              <span>{t(`disputes.asks.${one}`)}</span>
              <span>
                <button type="button" aria-pressed={value.includes(one)} onClick={() => set(one, true)}>
                  {t('disputes.form.yes')}
                </button>
                <button type="button" aria-pressed={!value.includes(one)} onClick={() => set(one, false)}>
                  {t('disputes.form.no')}
                </button>
              </span>
            </div>
          ))}
        {more ? (
          <ChoiceChips
            label={t('disputes.form.moreCircumstances')}
            choices={rare.map((one) => ({ value: one, label: t(`disputes.circumstances.${one}`) }))}
            value={value}
            onChange={onChange}
          />
        ) : (
          <div>
            <Button type="link" onClick={() => setMore(true)}>
              {t('disputes.form.moreCircumstances')}
            </Button>
          </div>
        )}
      </div>
    </Field>
  )
}

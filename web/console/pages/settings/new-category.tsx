import { newId } from '@sifang/client'
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StationSettings } from '../../api/station-settings.ts'
import type { Streak } from '../../api/streaks.ts'
import { ChoiceChips } from '../../fields/choice-cards.tsx'
import { Field } from '../../fields/field.tsx'
import { useStreakWords } from '../streaks/streak-words.ts'
import styles from './settings.module.css'

type Own = StationSettings['ownCategories'][number]

type Props = {
  readonly streaks: readonly Streak[]
  /** Names that are there already. */
  readonly taken: readonly string[]
  readonly onAdd: (category: Own & { readonly turnsRed: boolean }) => void
}

/** A category of the station's own, put into the form that is then saved. */
export function NewCategory({ streaks, taken, onAdd }: Props) {
  const { t } = useTranslation()
  const words = useStreakWords()
  const [zh, setZh] = useState('')
  const [en, setEn] = useState('')
  const [breaks, setBreaks] = useState<readonly string[]>([])
  const [turnsRed, setTurnsRed] = useState(false)
  const [tried, setTried] = useState(false)
  const named = zh.trim() !== '' && !taken.includes(zh.trim())
  const add = () => {
    setTried(true)
    if (!named) return
    onAdd({ id: `own-${newId()}`, zh: zh.trim(), en: en.trim() || null, breaks: [...breaks], turnsRed })
    setZh('')
    setEn('')
    setBreaks([])
    setTurnsRed(false)
    setTried(false)
  }
  return (
    <section className={styles.section}>
      <h2>{t('settings.categories.add')}</h2>
      <div className={styles.columns}>
        <Field label={t('settings.categories.zh')} problem={tried && !named ? t('settings.categories.needed') : null}>
          <Input
            aria-label={t('settings.categories.zh')}
            placeholder={t('settings.categories.zhExample')}
            maxLength={20}
            autoComplete="off"
            value={zh}
            onChange={(event) => setZh(event.target.value)}
          />
        </Field>
        <Field label={t('settings.categories.en')} optional={t('fields.optional')}>
          <Input
            aria-label={t('settings.categories.en')}
            maxLength={40}
            autoComplete="off"
            value={en}
            onChange={(event) => setEn(event.target.value)}
          />
        </Field>
      </div>
      {streaks.length > 0 && (
        <Field label={t('settings.categories.breaks')} hint={t('settings.categories.breaksHint')} group>
          <ChoiceChips
            label={t('settings.categories.breaks')}
            choices={streaks.map((streak) => ({ value: streak.id, label: words.name(streak) }))}
            value={breaks}
            onChange={setBreaks}
          />
        </Field>
      )}
      <Checkbox checked={turnsRed} onChange={(event) => setTurnsRed(event.target.checked)}>
        {t('settings.categories.turnsRed')}
      </Checkbox>
      <div>
        <Button onClick={add}>{t('settings.categories.addNow')}</Button>
      </div>
    </section>
  )
}

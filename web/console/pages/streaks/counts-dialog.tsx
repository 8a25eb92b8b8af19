import { InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { typeCounts } from '../../api/streaks.ts'
import { useCategoryWord } from '../incidents/category-words.ts'
import { EntryDialog } from '../place/entry-dialog.tsx'
import styles from './streaks.module.css'

type Props = { readonly month: string; readonly categories: readonly string[]; readonly onClose: () => void }

/** A month's counts from the call register. What sifang has is not shown: it would only be copied. */
export function CountsDialog({ month, categories, onClose }: Props) {
  const { t } = useTranslation()
  const word = useCategoryWord()
  const [counts, setCounts] = useState<Readonly<Record<string, number | null>>>({})
  const [tried, setTried] = useState(false)
  const filled = Object.fromEntries(categories.map((category) => [category, counts[category] ?? Number.NaN]))
  const ready = Object.values(filled).every(Number.isInteger)
  return (
    <EntryDialog
      title={t('streaks.register.typeTitle', { month: month.slice(0, 7) })}
      saveLabel={t('streaks.register.save')}
      doneMessage={t('streaks.register.saved')}
      ready={ready}
      onAsked={() => setTried(true)}
      send={(id) => typeCounts(id, { month, counts: filled })}
      onClose={onClose}
    >
      <p className={styles.hint}>{t('streaks.register.typeHint')}</p>
      <div className={styles.countFields}>
        {categories.map((category, index) => (
          <div key={category} className={styles.countField}>
            <span>{word(category)}</span>
            <InputNumber
              autoFocus={index === 0}
              aria-label={word(category)}
              min={0}
              max={99_999}
              precision={0}
              status={tried && !Number.isInteger(filled[category]) ? 'error' : ''}
              value={counts[category] ?? null}
              onChange={(count) => setCounts({ ...counts, [category]: count })}
            />
          </div>
        ))}
      </div>
      {tried && !ready && (
        <p className={styles.review} role="alert">
          {t('streaks.register.needed')}
        </p>
      )}
    </EntryDialog>
  )
}

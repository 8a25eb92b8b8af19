import { useTranslation } from 'react-i18next'
import { confirmCounts, type RegisterEntry, type RegisterMonth } from '../../api/streaks.ts'
import { useCategoryWord } from '../incidents/category-words.ts'
import { EntryDialog } from '../place/entry-dialog.tsx'
import styles from './streaks.module.css'

type Props = { readonly month: RegisterMonth; readonly entry: RegisterEntry; readonly onClose: () => void }

/** The second person looks at the register and says that the counts are right. */
export function ConfirmDialog({ month, entry, onClose }: Props) {
  const { t } = useTranslation()
  const word = useCategoryWord()
  return (
    <EntryDialog
      title={t('streaks.register.confirmTitle', { month: month.month.slice(0, 7) })}
      stays={t('streaks.register.confirmStays')}
      saveLabel={t('streaks.register.confirm')}
      doneMessage={t('streaks.register.confirmed')}
      ready
      send={(id) => confirmCounts(entry.id, id)}
      onClose={onClose}
    >
      <p className={styles.hint}>{t('streaks.register.confirmHint', { name: entry.typedByName })}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('incidents.category')}</th>
            <th scope="col">{t('streaks.register.ofRegister')}</th>
            <th scope="col">{t('streaks.register.ofSifang')}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(entry.counts).map(([category, count]) => (
            <tr key={category} data-differs={count !== (month.recorded[category] ?? 0)}>
              <th scope="row">{word(category)}</th>
              <td>{count}</td>
              <td>{month.recorded[category] ?? 0}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </EntryDialog>
  )
}

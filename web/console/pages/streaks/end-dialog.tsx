import { useTranslation } from 'react-i18next'
import { endStreak, type Streak } from '../../api/streaks.ts'
import { EntryDialog } from '../place/entry-dialog.tsx'
import { useStreakWords } from './streak-words.ts'

/** It cannot be undone: another one would be defined. */
export function EndDialog({ streak, onClose }: { readonly streak: Streak; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const words = useStreakWords()
  return (
    <EntryDialog
      title={t('streaks.end.title', { name: words.name(streak) })}
      stays={t('streaks.end.stays')}
      saveLabel={t('streaks.end.save')}
      doneMessage={t('streaks.end.done')}
      danger
      ready
      send={(id) => endStreak(streak.id, id)}
      onClose={onClose}
    >
      <p>{t('streaks.end.what')}</p>
    </EntryDialog>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Streak, setStart } from '../../api/streaks.ts'
import { EntryDialog } from '../place/entry-dialog.tsx'
import { emptyStart, StartFields, startOf } from './start-fields.tsx'
import { useStreakWords } from './streak-words.ts'

/** The first start of a streak, or one that is moved. */
export function StartDialog({ streak, onClose }: { readonly streak: Streak; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const words = useStreakWords()
  const [draft, setDraft] = useState(emptyStart)
  const [tried, setTried] = useState(false)
  const start = startOf(streak.kind, draft)
  return (
    <EntryDialog
      title={t('streaks.startForm.title', { name: words.name(streak) })}
      {...(streak.start === null ? {} : { stays: t('streaks.startForm.stays') })}
      saveLabel={t('streaks.startForm.save')}
      doneMessage={t('streaks.startForm.done')}
      ready={start !== null}
      onAsked={() => setTried(true)}
      send={(id) => (start === null ? Promise.reject(new Error('no start')) : setStart(streak.id, { id, ...start }))}
      onClose={onClose}
    >
      <StartFields kind={streak.kind} value={draft} onChange={setDraft} tried={tried} />
    </EntryDialog>
  )
}

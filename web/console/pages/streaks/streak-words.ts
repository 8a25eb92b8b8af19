import { streakNameIn } from '@sifang/domain/streaks/names'
import { useTranslation } from 'react-i18next'
import type { Streak, StreakKind } from '../../api/streaks.ts'

/** What a streak is called, what it counts in, and where. */
export function useStreakWords() {
  const { t, i18n } = useTranslation()
  const language = i18n.language === 'en' ? 'en' : 'zh'
  return {
    name: (streak: Pick<Streak, 'name'>) => streakNameIn(language, streak.name),
    unit: (kind: StreakKind, value: number) => t(`streaks.unit.${kind}`, { count: value }),
    where: ({ subject }: Pick<Streak, 'subject'>) =>
      subject.name === null ? t(`streaks.subject.${subject.kind}`) : subject.name,
  }
}

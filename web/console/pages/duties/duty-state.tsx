import { useTranslation } from 'react-i18next'
import { DueText } from '../../../ui/due-text.tsx'
import type { Duty } from '../../api/duties.ts'
import styles from './duty-state.module.css'

/** How long an open duty still has, or what became of it. */
export function DutyState({ duty }: { readonly duty: Duty }) {
  const { t } = useTranslation()
  const { state, daysLeft, period, missed } = duty
  if (state === 'open') return <DueText daysLeft={daysLeft} period={period} missed={missed?.period ?? null} />
  return <span className={state === 'missed' ? styles.missed : undefined}>{t(`duties.states.${state}`)}</span>
}

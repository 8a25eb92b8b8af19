import type { OwnPart } from '@sifang/client/phone'
import { useTranslation } from 'react-i18next'

export type OwnVisit = OwnPart['visits'][number]

/** What becomes of a visit that does not simply count, in one sentence. */
export function useVisitInWords(): (visit: OwnVisit) => string {
  const { t } = useTranslation('field')
  return ({ standing, timeUncertain }) => {
    if (standing !== 'waits') return t(`ownVisit.${standing}`)
    return timeUncertain ? t('ownVisit.waitsForItsTime') : t('ownVisit.waitsAsLate')
  }
}

import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { dutiesOf } from '../../part/places.ts'
import { usePart, usePresent } from '../../phone.tsx'
import styles from './visit.module.css'

/** What the campaigns that run at this place want looked at, a line each. */
export function CampaignChecklists({ placeId }: { readonly placeId: string }) {
  const { t } = useTranslation('field')
  const part = usePart()
  const now = usePresent()
  const { policyLines = [], station } = part.own ?? {}
  const today = isoDay(now, station?.timeZone ?? 'Asia/Shanghai')
  const open = dutiesOf(part, placeId).filter(({ state, until }) => state === 'open' && until >= today)
  const owed = new Set(open.map(({ lineId }) => lineId))
  return policyLines
    .filter(({ id }) => owed.has(id))
    .map(({ id, name, versions }) => {
      const asked = versions.findLast(({ checklist }) => checklist !== null)?.checklist
      if (!asked) return null
      return (
        <section key={id} className={styles.checklist}>
          <h2>{t('visit.campaignChecklist', { name })}</h2>
          <p>{asked}</p>
        </section>
      )
    })
}

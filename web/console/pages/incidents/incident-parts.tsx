import { useTranslation } from 'react-i18next'
import { KmText } from '../../../ui/distance-text.tsx'
import type { Incident } from '../../api/incidents.ts'
import styles from './incidents.module.css'

/** A place, a post of a line, or a village. */
export function WhereText({ incident }: { readonly incident: Incident }) {
  const { t } = useTranslation()
  if (incident.placeName) return <>{incident.placeName}</>
  if (incident.lineName !== null) {
    return (
      <>
        {incident.lineName} {incident.km !== null && <KmText km={incident.km} />}
      </>
    )
  }
  return <>{incident.villageName ?? t('words.none')}</>
}

/** 待核实 stands out: somebody has to do something. */
export function StatusText({ status }: Pick<Incident, 'status'>) {
  const { t } = useTranslation()
  return <span className={styles[status]}>{t(`incidents.statuses.${status}`)}</span>
}

/** Reported days after it happened: what was said of those days was not so. */
export function LateMark() {
  const { t } = useTranslation()
  return <small className={styles.late}>{t('incidents.foundLate')}</small>
}

/** Always where an incident is written down: this is no call. */
export function EmergencyLine() {
  const { t } = useTranslation()
  return (
    <p className={styles.emergency}>
      <b>{t('incidents.emergency')}</b>
      <span>{t('incidents.emergencyHint')}</span>
    </p>
  )
}

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { TimeText } from '../../../ui/date-text.tsx'
import { useLive } from '../../phone.tsx'
import styles from './track.module.css'
import { useTracker } from './tracker.tsx'

/** On every page, for as long as a track is on. */
export function TrackBar() {
  const { t } = useTranslation('field')
  const track = useLive(useTracker().track)
  if (track === null) return null
  return (
    <Link to="/track" className={styles.bar}>
      {t('track.on')} <TimeText at={track.beganAt} />
    </Link>
  )
}

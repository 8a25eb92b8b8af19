import { useTranslation } from 'react-i18next'
import { TimeText } from '../../../ui/date-text.tsx'
import { useDuration } from '../duration.ts'

type Props = { readonly track: { readonly beganAt: string; readonly endedAt: string | null } }

/** From when to when a track was on, and how long that is. */
export function Span({ track: { beganAt, endedAt } }: Props) {
  const { t } = useTranslation('field')
  const duration = useDuration()
  if (endedAt === null) {
    return (
      <>
        {t('tracks.since')} <TimeText at={beganAt} />
      </>
    )
  }
  return (
    <>
      <TimeText at={beganAt} />–<TimeText at={endedAt} /> · {duration(Date.parse(endedAt) - Date.parse(beganAt))}
    </>
  )
}

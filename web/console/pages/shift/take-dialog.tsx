import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type HandOver, handOverQuery, takeShift } from '../../api/briefings.ts'
import { useMe } from '../../api/me.ts'
import { EntryDialog } from '../place/entry-dialog.tsx'
import styles from './shift.module.css'

type Props = { readonly handOver: HandOver; readonly onClose: () => void }

/** The second signature: whoever takes the shift has read what was left for them. */
export function TakeDialog({ handOver, onClose }: Props) {
  const { t } = useTranslation()
  const { member } = useMe()
  const { data } = useQuery(handOverQuery(handOver.id))
  const count = data?.handOn.length ?? 0
  return (
    <EntryDialog
      title={t('shift.handOver.takeTitle', { name: member.name })}
      stays={count > 0 ? t('shift.handOver.takeStays', { count }) : t('shift.handOver.takeNothing')}
      saveLabel={t('shift.handOver.take')}
      doneMessage={t('shift.handOver.done2')}
      ready={data !== undefined}
      send={(id) => takeShift(handOver.id, id)}
      onClose={onClose}
    >
      {data?.note && <blockquote className={styles.note}>{data.note}</blockquote>}
    </EntryDialog>
  )
}

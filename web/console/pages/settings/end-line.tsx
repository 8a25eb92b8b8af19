import { newId } from '@sifang/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import { addVersion, type PolicyLine } from '../../api/policies.ts'
import { shiftDay } from '../../fields/civil-moment.ts'
import { Problem } from '../../shell/problem.tsx'
import { useLineName } from '../duties/line-name.ts'
import { inForce } from './reigns.ts'
import { settingsRoute } from './route.ts'
import styles from './settings.module.css'
import { FromField } from './version-form.tsx'

/** Ends a kind's rule or a campaign from a future day on; says what follows. */
export function EndLine({ line, onClose }: { readonly line: PolicyLine; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = settingsRoute.useNavigate()
  const { timeZone, now } = useStationTime()
  const today = isoDay(now(), timeZone)
  const name = useLineName()({ lineName: line.name, period: inForce(line, today).now?.version.period ?? null })
  const [id] = useState(newId)
  const [from, setFrom] = useState<string | null>(shiftDay(today, 1))
  const [tried, setTried] = useState(false)
  const ending = useMutation({
    mutationFn: (effectiveFrom: string) => addVersion(line.id, { id, ended: true, effectiveFrom }),
    onSuccess: ({ judgingId }) => {
      void client.invalidateQueries({ queryKey: ['policy'] })
      void navigate({ search: (search) => ({ ...search, judging: judgingId }), replace: true })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('settings.form.endTitle', { name })}
      okText={t('settings.form.confirmEnd')}
      cancelText={t('words.cancel')}
      okButtonProps={{ loading: ending.isPending, danger: true }}
      onOk={() => {
        setTried(true)
        if (from !== null) ending.mutate(from)
      }}
      onCancel={onClose}
    >
      <div className={styles.form}>
        <p>
          {t('settings.form.endWhat', { name })}
          {t(line.target.kind === 'campaign' ? 'settings.form.endCampaign' : 'settings.form.endKind')}
        </p>
        <FromField value={from} onChange={setFrom} today={today} line={line} tried={tried} />
        {ending.error && <Problem of={ending.error} />}
      </div>
    </Modal>
  )
}

import { newId } from '@sifang/client'
import { mayRecordKind } from '@sifang/domain/visits'
import { useMutation } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useStationTime } from '../../../ui/station-time.tsx'
import { useMay, useMe } from '../../api/me.ts'
import { recordVisit } from '../../api/visits.ts'
import { Problem } from '../../shell/problem.tsx'

/** “A round ends with one tap when all is well (本村平安，无变化)” (DOMAIN.md §5). */
export function RoundButton({ villageId }: { readonly villageId: string }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const { member } = useMe()
  const { now } = useStationTime()
  const may = useMay('visit.record') !== null && mayRecordKind(member.role, 'canvass')
  const id = useRef(newId())
  const recording = useMutation({
    mutationFn: () =>
      recordVisit(id.current, {
        placeId: villageId,
        kind: 'canvass',
        at: now().toISOString(),
        outcome: 'met',
        observed: [],
        participants: [member.id],
      }),
    onSuccess: () => message.success(t('due.round.done')),
  })
  if (!may) return null
  return (
    <>
      <Button
        title={t('due.round.hint')}
        disabled={recording.isPending || recording.isSuccess}
        onClick={() => recording.mutate()}
      >
        {t('due.round.button')}
      </Button>
      {recording.error && <Problem of={recording.error} />}
    </>
  )
}

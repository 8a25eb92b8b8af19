import { newId } from '@sifang/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNarrow } from '../../../../ui/theme/appearance.tsx'
import { type DisputeDetail, type Opened, type StepBody, takeStep } from '../../../api/disputes.ts'
import { useMay } from '../../../api/me.ts'
import styles from '../disputes.module.css'
import type { StepKind } from './frame.tsx'
import { StepForm } from './step-form.tsx'
import { offeredSteps } from './step-kinds.ts'
import { StepRefused } from './step-refused.tsx'
import { useVillageCadre } from './village-cadre.ts'

type Props = {
  readonly dispute: DisputeDetail
  readonly opened: Opened | null
  /** Something else comes first: those who reported are still to be told. */
  readonly besides: boolean
  readonly onLookAgain: () => void
}

/** The likeliest next step as the main button, the others below. What needs no words is one tap. */
export function Steps({ dispute, opened, besides, onLookAgain }: Props) {
  const { t } = useTranslation()
  const may = useMay('dispute.write')
  const narrow = useNarrow()
  const [open, setOpen] = useState<StepKind | null>(null)
  const [all, setAll] = useState(false)
  const cadreId = useVillageCadre(dispute.villageId)
  const tap = useTap(dispute, onLookAgain)
  const offered = may === null ? [] : offeredSteps(dispute)
  if (offered.length === 0) return null
  const most = narrow ? 3 : 5
  const shown = all || offered.length <= most + 1 ? offered : offered.slice(0, most)
  const short = dispute.procedure === 'on-scene' || dispute.procedure === 'informal'

  const button = (kind: StepKind, main: boolean) => {
    const type = main && !besides ? 'primary' : 'default'
    if (kind === 'on-the-scene') {
      return [true, false].map((withCadre) => (
        <Button
          key={`${kind} ${withCadre}`}
          type={withCadre ? type : 'default'}
          loading={tap.isPending}
          onClick={() => tap.mutate({ kind, withCadre })}
        >
          {t(withCadre ? 'disputes.form.withCadre' : 'disputes.form.alone')}
        </Button>
      ))
    }
    const step = tapped(kind, cadreId)
    return (
      <Button
        key={kind}
        type={type}
        loading={step !== null && tap.isPending && tap.variables.kind === kind}
        onClick={() => (step === null ? setOpen(kind) : tap.mutate(step))}
      >
        {kind === 'filed' && short ? t('disputes.closeShort') : t(`disputes.steps.${kind}`)}
      </Button>
    )
  }
  return (
    <>
      <div className={`${styles.actions} ${styles.steps} screen-only`}>
        {shown.flatMap((kind, index) => button(kind, index === 0))}
        {shown.length < offered.length && (
          <Button type="text" onClick={() => setAll(true)}>
            {t('disputes.more')}
          </Button>
        )}
      </div>
      {tap.error && <StepRefused error={tap.error} dispute={dispute} onLookAgain={() => tap.reset()} />}
      {open && (
        <StepForm
          kind={open}
          dispute={dispute}
          opened={opened}
          onLookAgain={onLookAgain}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}

/** Steps without a form. */
function tapped(kind: StepKind, cadreId: string | null): StepBody | null {
  switch (kind) {
    case 'cadre-contacted':
      return { kind, cadreId }
    case 'informed':
    case 'remedies-told':
    case 'told-of-court':
    case 'filed':
      return { kind }
    default:
      return null
  }
}

function useTap(dispute: DisputeDetail, onLookAgain: () => void) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (step: StepBody) => takeStep(dispute.id, { id: newId(), basedOn: dispute.version, step }),
    onSuccess: () => {
      void message.success(t('disputes.done'))
      void client.invalidateQueries({ queryKey: ['follow-up'] })
      void client.invalidateQueries({ queryKey: ['paper'] })
    },
    onSettled: onLookAgain,
  })
}

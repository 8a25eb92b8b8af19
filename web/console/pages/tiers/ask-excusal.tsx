import { newId } from '@sifang/client'
import { useMutation } from '@tanstack/react-query'
import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askExcusal, type DutyKey } from '../../api/excusals.ts'
import { useMay } from '../../api/me.ts'
import { Field } from '../../fields/field.tsx'
import { Problem } from '../../shell/problem.tsx'
import styles from './tiers.module.css'

type Asked = DutyKey & { readonly placeName: string; readonly until: string }

/** Beside a duty, for those who may ask that it be excused. */
export function AskExcusalButton({ duty }: { readonly duty: Asked }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  if (!useMay('duty.excuse')) return null
  return (
    <>
      <Button type="text" onClick={() => setOpen(true)}>
        {t('excusals.ask.action')}
      </Button>
      {open && <AskExcusal duty={duty} onClose={() => setOpen(false)} />}
    </>
  )
}

type Props = { readonly duty: Asked; readonly onClose: () => void }

/** Asks that a duty be excused; from the due list and from a place's page. */
export function AskExcusal({ duty, onClose }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [id] = useState(newId)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const enough = reason.trim().length >= 2
  const asking = useMutation({
    mutationFn: () => askExcusal(id, { ...duty, reason: reason.trim() }),
    onSuccess: () => {
      void message.success(t('excusals.ask.done'))
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('excusals.ask.title', { place: duty.placeName })}
      okText={t('excusals.ask.save')}
      cancelText={t('words.cancel')}
      okButtonProps={{ loading: asking.isPending }}
      onOk={() => {
        setTried(true)
        if (enough) asking.mutate()
      }}
      onCancel={onClose}
    >
      <div className={styles.form}>
        <p>{t('excusals.ask.lead', { until: duty.until })}</p>
        <Field
          label={t('excusals.ask.reason')}
          hint={t('excusals.ask.reasonHint')}
          problem={tried && !enough ? t('excusals.ask.reasonNeeded') : undefined}
        >
          <Input.TextArea
            autoFocus
            aria-label={t('excusals.ask.reason')}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        {asking.error && <Problem of={asking.error} />}
      </div>
    </Modal>
  )
}

import { newId } from '@sifang/client'
import { useMutation } from '@tanstack/react-query'
import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Visit, voidVisit } from '../../api/visits.ts'
import { Field } from '../../fields/field.tsx'
import { Problem } from '../../shell/problem.tsx'
import styles from './visits.module.css'

/** Says what will happen before a visit is made void: it cannot be undone. */
export function VoidVisit({ visit, onClose }: { readonly visit: Visit; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [id] = useState(newId)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const enough = reason.trim().length >= 2
  const voiding = useMutation({
    mutationFn: () => voidVisit(visit.id, { id, reason: reason.trim() }),
    onSuccess: () => {
      void message.success(t('visits.detail.void.done'))
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('visits.detail.void.title')}
      okText={t('visits.detail.void.confirm')}
      okButtonProps={{ danger: true, loading: voiding.isPending }}
      onOk={() => {
        setTried(true)
        if (enough) voiding.mutate()
      }}
      onCancel={onClose}
      cancelText={t('words.cancel')}
    >
      <p>{t('visits.detail.void.what', { place: visit.placeName, kind: t(`words.visitKindShort.${visit.kind}`) })}</p>
      <ul className={styles.effects}>
        <li>{t('visits.detail.void.effects.counts')}</li>
        <li>{t('visits.detail.void.effects.stays')}</li>
        <li>{t('visits.detail.void.effects.final')}</li>
      </ul>
      <Field
        label={t('visits.detail.void.reason')}
        hint={t('visits.detail.void.reasonHint')}
        problem={tried && !enough ? t('visits.detail.void.reasonNeeded') : undefined}
      >
        <Input.TextArea
          autoFocus
          aria-label={t('visits.detail.void.reason')}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      {voiding.error && (
        <div className={styles.below}>
          <Problem of={voiding.error} />
        </div>
      )}
    </Modal>
  )
}

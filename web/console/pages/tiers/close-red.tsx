import { newId } from '@sifang/client'
import { useMutation } from '@tanstack/react-query'
import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { closeRed } from '../../api/incidents.ts'
import { Field } from '../../fields/field.tsx'
import { Problem } from '../../shell/problem.tsx'
import styles from './tiers.module.css'

type Props = { readonly placeId: string; readonly placeName: string; readonly onClose: () => void }

/** The review that closes what keeps a place red: says what follows before it is done. */
export function CloseRed({ placeId, placeName, onClose }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [id] = useState(newId)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const enough = reason.trim().length >= 2
  const closing = useMutation({
    mutationFn: () => closeRed(placeId, { id, reason: reason.trim() }),
    onSuccess: () => {
      void message.success(t('tiers.red.done'))
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('tiers.red.title', { place: placeName })}
      okText={t('tiers.red.confirm')}
      cancelText={t('words.cancel')}
      okButtonProps={{ loading: closing.isPending }}
      onOk={() => {
        setTried(true)
        if (enough) closing.mutate()
      }}
      onCancel={onClose}
    >
      <ul className={styles.effects}>
        <li>{t('tiers.red.effects.tier')}</li>
        <li>{t('tiers.red.effects.running')}</li>
        <li>{t('tiers.red.effects.again')}</li>
      </ul>
      <Field
        label={t('tiers.red.reason')}
        hint={t('tiers.red.reasonHint')}
        problem={tried && !enough ? t('tiers.red.reasonNeeded') : undefined}
      >
        <Input.TextArea
          autoFocus
          aria-label={t('tiers.red.reason')}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      {closing.error && (
        <div className={styles.below}>
          <Problem of={closing.error} />
        </div>
      )}
    </Modal>
  )
}

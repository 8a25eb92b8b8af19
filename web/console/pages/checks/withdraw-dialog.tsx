import { newId } from '@sifang/client'
import { useMutation } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withdrawCheck } from '../../api/checks.ts'
import { queryClient } from '../../api/query-client.ts'
import { Field } from '../../fields/field.tsx'
import { Problem } from '../../shell/problem.tsx'
import styles from './checks.module.css'

/** Takes a plan back, for a reason. */
export function WithdrawDialog({ checkId, onClose }: { readonly checkId: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [id] = useState(newId)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const short = reason.trim().length < 2
  const withdrawing = useMutation({
    mutationFn: () => withdrawCheck(checkId, { id, reason: reason.trim() }),
    onSuccess: () => {
      for (const queryKey of [['check'], ['place']]) void queryClient.invalidateQueries({ queryKey })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('checks.withdraw.title')}
      okText={t('checks.withdraw.go')}
      cancelText={t('words.cancel')}
      okButtonProps={{ danger: true, loading: withdrawing.isPending, size: 'large' }}
      cancelButtonProps={{ size: 'large' }}
      onOk={() => {
        setTried(true)
        if (!short) withdrawing.mutate()
      }}
      onCancel={onClose}
    >
      <div className={styles.lines}>
        <p className={styles.quiet}>{t('checks.withdraw.hint')}</p>
        <Field
          label={t('checks.withdraw.reason')}
          hint={t('checks.withdraw.reasonHint')}
          problem={tried && short ? t('checks.withdraw.needed') : undefined}
        >
          <Input.TextArea
            autoFocus
            aria-label={t('checks.withdraw.reason')}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        {withdrawing.error && <Problem of={withdrawing.error} />}
      </div>
    </Modal>
  )
}

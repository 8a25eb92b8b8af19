import { CameraOutlined, CloseOutlined } from '@ant-design/icons'
import { newId } from '@sifang/client'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { addAttachment, attachmentAddress } from '../../../api/attachments.ts'
import { Problem } from '../../../shell/problem.tsx'
import styles from './sheet.module.css'
import { shrinkPhoto } from './shrink-photo.ts'

type Props = {
  readonly label: string
  readonly checkId: string
  readonly placeId: string
  readonly value: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
}

/** Photos of one question: each is sent when it is taken, shrunk, and lies sealed on the server. */
export function PhotoField({ label, checkId, placeId, value, onChange }: Props) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const sending = useMutation({
    mutationFn: async (file: File) => {
      const id = newId()
      await addAttachment(checkId, id, await shrinkPhoto(file), { placeId })
      return id
    },
    onSuccess: (id) => onChange([...value, id]),
  })
  return (
    <div className={styles.photos}>
      {value.map((id) => (
        <span key={id} className={styles.photo}>
          <img src={attachmentAddress(checkId, id, { purpose: 'handle' })} alt={label} />
          <Button
            shape="circle"
            size="small"
            icon={<CloseOutlined />}
            aria-label={t('checks.sheet.removePhoto')}
            onClick={() => onChange(value.filter((one) => one !== id))}
          />
        </span>
      ))}
      <input
        ref={input}
        hidden
        type="file"
        accept="image/*"
        capture="environment"
        aria-label={label}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) sending.mutate(file)
        }}
      />
      <Button size="large" icon={<CameraOutlined />} loading={sending.isPending} onClick={() => input.current?.click()}>
        {t(sending.isPending ? 'checks.sheet.photoSending' : 'checks.sheet.photo')}
      </Button>
      {sending.error && <Problem of={sending.error} />}
    </div>
  )
}

import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PadFrame, usePad } from './pad.tsx'
import styles from './sheet.module.css'

type Props = {
  readonly title: string
  readonly onSigned: (png: string) => void
  readonly onClose: () => void
}

/** A police member signs on the device that is theirs; answers a PNG in base64. */
export function SignatureDialog({ title, onSigned, onClose }: Props) {
  const { t } = useTranslation()
  const pad = usePad()
  const [tried, setTried] = useState(false)
  const done = () => {
    setTried(true)
    const png = pad.read()
    if (png !== null) onSigned(png)
  }
  return (
    <Modal
      open
      width={640}
      title={title}
      onCancel={onClose}
      afterOpenChange={(shown) => shown && pad.open()}
      footer={[
        <Button key="clear" size="large" onClick={pad.clear}>
          {t('checks.sheet.clear')}
        </Button>,
        <Button key="done" size="large" type="primary" onClick={done}>
          {t('checks.sheet.done')}
        </Button>,
      ]}
    >
      <div className={styles.signing}>
        <PadFrame pad={pad} empty={tried && pad.read() === null} />
      </div>
    </Modal>
  )
}

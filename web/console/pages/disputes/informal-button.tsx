import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me.ts'
import { InformalDialog } from './informal-dialog.tsx'

/** Opens the form for 就地劝和, for whoever may write one down. */
export function InformalButton() {
  const { t } = useTranslation()
  const mayWrite = useMay('dispute.write') !== null
  const [noting, setNoting] = useState(false)
  if (!mayWrite) return null
  return (
    <>
      <Button onClick={() => setNoting(true)}>{t('disputes.informal.title')}</Button>
      {noting && <InformalDialog onClose={() => setNoting(false)} />}
    </>
  )
}

import { newId } from '@sifang/client'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addAttachment } from '../../../api/attachments.ts'
import { Problem } from '../../../shell/problem.tsx'

/** Sends what was given with a finding, one after the other; what did not arrive can be sent again. */
export function SentFiles({ matterId, files }: { readonly matterId: string; readonly files: readonly File[] }) {
  const { t } = useTranslation()
  const [waiting] = useState(() => files.map((file) => ({ id: newId(), file })))
  const arrived = useRef(new Set<string>())
  const [count, setCount] = useState(0)
  const begun = useRef(false)
  const sending = useMutation({
    mutationFn: async () => {
      for (const { id, file } of waiting) {
        if (arrived.current.has(id)) continue
        await addAttachment(matterId, id, file, { findingId: matterId })
        arrived.current.add(id)
        setCount(arrived.current.size)
      }
    },
  })
  const send = sending.mutate
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    send()
  }, [send])
  return (
    <>
      <p>{t('findings.intake.receipt.files', { done: count, all: waiting.length })}</p>
      {sending.error && (
        <>
          <Problem of={sending.error} />
          <span>
            <Button loading={sending.isPending} onClick={() => send()}>
              {t('findings.intake.receipt.filesAgain')}
            </Button>
          </span>
        </>
      )}
    </>
  )
}

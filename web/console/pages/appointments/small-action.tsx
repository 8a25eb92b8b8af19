import { newId } from '@sifang/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Problem } from '../../shell/problem.tsx'
import styles from './appointments.module.css'

type Props = {
  readonly label: string
  /** Sends the command under this id, the same one when it is tried again. */
  readonly send: (entryId: string) => Promise<unknown>
}

/** What is done at one press beside a line, with what stood against it below. */
export function SmallAction({ label, send }: Props) {
  const client = useQueryClient()
  const [entryId] = useState(newId)
  const sending = useMutation({
    mutationFn: () => send(entryId),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['appointment'] }),
  })
  return (
    <>
      <Button
        type="link"
        size="small"
        className={styles.link ?? ''}
        loading={sending.isPending}
        onClick={() => sending.mutate()}
      >
        {label}
      </Button>
      {sending.error && <Problem of={sending.error} />}
    </>
  )
}

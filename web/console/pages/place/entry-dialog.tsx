import { newId } from '@sifang/client'
import { useMutation } from '@tanstack/react-query'
import { App, Button, Modal } from 'antd'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../../shell/problem.tsx'
import styles from './entry-dialog.module.css'

type Props<Reply> = {
  readonly title: ReactNode
  /** What stays of the past, said before. */
  readonly stays?: ReactNode
  readonly saveLabel: string
  readonly danger?: boolean
  /** What is still missing is said in the fields; sending is held back. */
  readonly ready: boolean
  readonly width?: number
  /** Called when somebody sends what is not ready: the fields then say what is missing. */
  readonly onAsked?: () => void
  /** Sends under an id that stays the same until it went through. */
  readonly send: (entryId: string) => Promise<Reply>
  readonly onDone?: (reply: Reply) => void
  readonly doneMessage?: string
  readonly onClose: () => void
  /** What to show of a refusal; its words unless told. */
  readonly refused?: (error: Error) => ReactNode
  readonly children?: ReactNode
}

/**
 * One entry of a record: what will be written, what stays, a problem where it happened. Ctrl+Enter sends.
 * The field marked `data-begin` has the cursor first.
 */
export function EntryDialog<Reply>(props: Props<Reply>) {
  const {
    title,
    stays,
    saveLabel,
    danger = false,
    ready,
    width = 520,
    onAsked,
    send,
    onDone,
    onClose,
    children,
  } = props
  const { t } = useTranslation()
  const { message } = App.useApp()
  const entryId = useRef(newId())
  const body = useRef<HTMLDivElement>(null)
  const sending = useMutation({
    mutationFn: () => send(entryId.current),
    onSuccess: (reply) => {
      message.success(props.doneMessage ?? t('place.action.reached'))
      onDone?.(reply)
      onClose()
    },
  })
  const go = () => {
    if (!ready) onAsked?.()
    else if (!sending.isPending) sending.mutate()
  }
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) go()
  }
  return (
    <Modal
      open
      title={title}
      width={width}
      onCancel={onClose}
      mask={{ closable: false }}
      // `autoFocus` is too early: a dialog is not shown yet when its fields are made
      afterOpenChange={() => body.current?.querySelector<HTMLElement>('[data-begin]')?.focus()}
      footer={
        <div className={styles.foot}>
          <Button type="primary" danger={danger} loading={sending.isPending} onClick={go}>
            {saveLabel}
          </Button>
          <Button onClick={onClose}>{t('words.cancel')}</Button>
        </div>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter sends from any field inside */}
      <div ref={body} className={styles.body} onKeyDown={pressed}>
        {children}
        {stays !== undefined && (
          <div className={styles.stays}>
            <b>{t('place.stays')}</b>
            <div>{stays}</div>
          </div>
        )}
        {sending.error && (props.refused?.(sending.error) ?? <Problem of={sending.error} />)}
      </div>
    </Modal>
  )
}

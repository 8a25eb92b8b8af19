import { newId } from '@sifang/client'
import { useMutation } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { cancelImport, type ImportRun } from '../../api/imports.ts'
import { queryClient } from '../../api/query-client.ts'
import { Problem } from '../../shell/problem.tsx'

/** Gives an import up that has not gone live: nothing was changed, so nothing is lost but the upload. */
export function GiveUp({ run }: { readonly run: ImportRun }) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const id = useRef(newId())
  const cancel = useMutation({
    mutationFn: () => cancelImport(run.id, id.current),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['import'] }),
  })
  const ask = () =>
    modal.confirm({
      title: t('imports.run.cancelTitle'),
      content: t('imports.run.cancelHint'),
      okText: t('imports.run.cancel'),
      cancelText: t('words.cancel'),
      onOk: () => cancel.mutate(),
    })
  return (
    <>
      <Button type="text" loading={cancel.isPending} onClick={ask}>
        {t('imports.run.cancel')}
      </Button>
      {cancel.error && <Problem of={cancel.error} />}
    </>
  )
}

import { newId } from '@sifang/client'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type ImportRun, type Sheet, undoImport } from '../../api/imports.ts'
import { queryClient } from '../../api/query-client.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './import-run.module.css'

/** What an import did, where to look at it, what comes next, and the way back. */
export function DoneReport({ run }: { readonly run: ImportRun }) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const undoId = useRef(newId())
  const undo = useMutation({
    mutationFn: () => undoImport(run.id, undoId.current),
    onSettled: () => {
      undoId.current = newId()
      return queryClient.invalidateQueries({ queryKey: ['import'] })
    },
  })
  const ask = () =>
    modal.confirm({
      title: t('imports.done.undoTitle'),
      content: t('imports.done.undoHint'),
      okText: t('imports.done.undoYes'),
      okButtonProps: { danger: true },
      cancelText: t('words.cancel'),
      onOk: () => undo.mutate(),
    })
  const { added, merged, skipped } = run.report
  if (run.state !== 'done') {
    return (
      <section className={styles.running}>
        <p>{t(run.state === 'undone' ? 'imports.done.undone' : 'imports.done.cancelled')}</p>
        <div className={styles.actions}>
          <Link to="/import" search={{ sheet: run.sheet }}>
            <Button type="primary" tabIndex={-1}>
              {t('imports.start')}
            </Button>
          </Link>
        </div>
      </section>
    )
  }
  return (
    <section className={styles.running}>
      <h2 className={styles.title}>{t('imports.done.title')}</h2>
      <p>
        {t('imports.run.counts', {
          added: added.toLocaleString('en-US'),
          merged: merged.toLocaleString('en-US'),
          skipped: skipped.toLocaleString('en-US'),
        })}
        {run.sheet !== 'members' && <> · {t('imports.done.duties')}</>}
      </p>
      <div className={styles.actions}>
        <Next sheet={run.sheet}>
          <Button type="primary" tabIndex={-1}>
            {t(`imports.done.next.${run.sheet}`)}
          </Button>
        </Next>
        <Look sheet={run.sheet}>
          <Button tabIndex={-1}>{t(`imports.done.list.${run.sheet}`)}</Button>
        </Look>
        <Button type="text" loading={undo.isPending} onClick={ask}>
          {t('imports.done.undo')}
        </Button>
      </div>
      {undo.error && <Problem of={undo.error} />}
    </section>
  )
}

type LinkProps = { readonly sheet: Sheet; readonly children: ReactNode }

/** The order of the first ten minutes: villages, people, places, the due list. */
function Next({ sheet, children }: LinkProps) {
  switch (sheet) {
    case 'divisions':
      return (
        <Link to="/import" search={{ sheet: 'members' }}>
          {children}
        </Link>
      )
    case 'members':
      return (
        <Link to="/import" search={{ sheet: 'places' }}>
          {children}
        </Link>
      )
    case 'places':
      return (
        <Link to="/duties" search={{}}>
          {children}
        </Link>
      )
    case 'lines':
      return (
        <Link to="/import" search={{}}>
          {children}
        </Link>
      )
  }
}

function Look({ sheet, children }: LinkProps) {
  switch (sheet) {
    case 'divisions':
      return (
        <Link to="/places" search={{ kind: 'village' }}>
          {children}
        </Link>
      )
    case 'members':
      return (
        <Link to="/members" search={{}}>
          {children}
        </Link>
      )
    case 'places':
      return (
        <Link to="/places" search={{}}>
          {children}
        </Link>
      )
    case 'lines':
      return (
        <Link to="/map" search={{}}>
          {children}
        </Link>
      )
  }
}

import { newId } from '@sifang/client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../ui/page-header.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { type Content, checklistQuery, createChecklist, saveChecklist } from '../../api/checklists.ts'
import { useMay } from '../../api/me.ts'
import { queryClient } from '../../api/query-client.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './checklists.module.css'
import { Editor } from './editor.tsx'
import { Preview } from './preview.tsx'
import { checklistRoute } from './route.ts'
import { forgetForm, takenForm } from './taken-form.ts'

const empty: Content = { title: '', items: [] }

/** One checklist: its questions to edit, its preview, its versions. */
export function ChecklistPage() {
  const { checklistId } = checklistRoute.useParams()
  const { version } = checklistRoute.useSearch()
  if (checklistId === 'new') return <NewChecklist />
  return <StoredChecklist key={`${checklistId} ${version}`} id={checklistId} version={version} />
}

function NewChecklist() {
  const navigate = checklistRoute.useNavigate()
  const [id] = useState(newId)
  const [taken] = useState(takenForm)
  const saving = useMutation({
    mutationFn: (checklist: Content) => createChecklist(id, { checklist, source: taken ? 'xlsform' : 'app' }),
    onSuccess: () => {
      forgetForm()
      void queryClient.invalidateQueries({ queryKey: ['checklist'] })
      void navigate({ to: '/checklists/$checklistId', params: { checklistId: id }, search: {}, replace: true })
    },
  })
  return <Workbench content={taken ?? empty} next={1} saving={saving} />
}

function StoredChecklist({ id, version }: { readonly id: string; readonly version: number | undefined }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const navigate = checklistRoute.useNavigate()
  const stored = useQuery(checklistQuery(id, version))
  const latest = stored.data?.latest ?? 0
  const saving = useMutation({
    mutationFn: (checklist: Content) => saveChecklist(id, { id: newId(), basedOn: latest, checklist }),
    onSuccess: (saved) => {
      void message.success(t('checklists.saved', { version: saved.version }))
      void queryClient.invalidateQueries({ queryKey: ['checklist'] })
      void navigate({ search: { version: saved.version }, replace: true })
    },
  })
  if (stored.error) {
    return (
      <div className={styles.problem}>
        <Problem of={stored.error} onRetry={() => void stored.refetch()} />
      </div>
    )
  }
  if (!stored.data) return <WaitingRows rows={8} />
  return (
    <Workbench content={stored.data.checklist} next={latest + 1} saving={saving}>
      {stored.data.version !== latest && (
        <p className={styles.old}>{t('checklists.old', { version: stored.data.version, latest })}</p>
      )}
      <p className={styles.versions}>
        {t('checklists.versions')}
        {stored.data.versions.map((one) => (
          <Link
            key={one.version}
            to="/checklists/$checklistId"
            params={{ checklistId: id }}
            search={{ version: one.version }}
            aria-current={one.version === stored.data.version}
          >
            {t('checklists.versionNo', { version: one.version })}
          </Link>
        ))}
      </p>
    </Workbench>
  )
}

type WorkbenchProps = {
  readonly content: Content
  readonly next: number
  readonly saving: {
    readonly mutate: (content: Content) => void
    readonly isPending: boolean
    readonly error: unknown
  }
  readonly children?: React.ReactNode
}

/** The editor with its preview beside it. */
function Workbench({ content, next, saving, children }: WorkbenchProps) {
  const { t } = useTranslation()
  const mayWrite = useMay('checklist.write')
  const [draft, setDraft] = useState<Content>(content)
  return (
    <>
      <PageHeader title={draft.title || t('checklists.make')}>
        <Link to="/checklists" search={{}}>
          {t('checklists.back')}
        </Link>
      </PageHeader>
      <div className={styles.workbench}>
        <div className={styles.side}>
          {children}
          {mayWrite && (
            <Editor
              value={draft}
              onChange={setDraft}
              dirty={draft !== content}
              next={next}
              pending={saving.isPending}
              problem={saving.error}
              onSave={() => saving.mutate(draft)}
            />
          )}
        </div>
        <Preview content={draft} />
      </div>
    </>
  )
}

import { useMutation } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { readForm } from '../../api/checklists.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './checklists.module.css'
import { takeForm } from './taken-form.ts'

type Props = { readonly onClose: () => void; readonly onTaken: () => void }

/** An XLSForm: what was read, and what stands in the way by sheet, row and column. */
export function FormDialog({ onClose, onTaken }: Props) {
  const { t, i18n } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const reading = useMutation({ mutationFn: readForm })
  const read = reading.data
  const take = () => {
    if (!read) return
    takeForm(read.checklist)
    onTaken()
  }
  return (
    <Modal open width={760} title={t('checklists.form.title')} footer={null} onCancel={onClose}>
      <div className={styles.dialog}>
        <p>{t('checklists.form.hint')}</p>
        <input
          ref={input}
          hidden
          type="file"
          accept=".xlsx"
          aria-label={t('checklists.form.choose')}
          onChange={(event) => {
            const file = event.target.files?.[0]
            event.target.value = ''
            if (file) reading.mutate(file)
          }}
        />
        <div>
          <Button
            type={read ? 'default' : 'primary'}
            loading={reading.isPending}
            onClick={() => input.current?.click()}
          >
            {t(reading.isPending ? 'checklists.form.reading' : 'checklists.form.choose')}
          </Button>
        </div>
        {reading.error && <Problem of={reading.error} />}
        {read && read.problems.length > 0 && (
          <>
            <b>{t('checklists.form.problems', { count: read.problems.length })}</b>
            <div className={styles.scroll}>
              <table className={styles.problems}>
                <thead>
                  <tr>
                    <th>{t('checklists.form.where')}</th>
                    <th>{t('checklists.form.row')}</th>
                    <th>{t('checklists.form.column')}</th>
                    <th>{t('checklists.form.what')}</th>
                  </tr>
                </thead>
                <tbody>
                  {read.problems.map((problem, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the lines are read once and stay
                    <tr key={at}>
                      <td>{problem.sheet}</td>
                      <td>{problem.row}</td>
                      <td>{problem.column}</td>
                      <td>{i18n.language === 'en' ? problem.en : problem.zh}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        )}
        {read && read.problems.length === 0 && (
          <b>{t('checklists.form.fine', { count: read.checklist.items.length })}</b>
        )}
        {read && read.unused.length > 0 && (
          <p className={styles.quiet}>
            {t('checklists.form.unused', { columns: read.unused.join(t('words.listComma')) })}
          </p>
        )}
        {read && read.checklist.items.length > 0 && (
          <div>
            <Button type={read.problems.length === 0 ? 'primary' : 'default'} onClick={take}>
              {t(read.problems.length === 0 ? 'checklists.form.take' : 'checklists.form.open')}
            </Button>
          </div>
        )}
      </div>
    </Modal>
  )
}

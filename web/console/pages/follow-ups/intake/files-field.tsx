import { PaperClipOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { maxAttachmentBytes } from '../../../api/attachments.ts'
import { Field } from '../../../fields/field.tsx'
import styles from './intake.module.css'

/** More than a chat brings at once is a case file. */
export const mostFiles = 10

type Props = { readonly files: readonly File[]; readonly onChange: (files: readonly File[]) => void }

/** Pictures, speech and files: pasted into the form or chosen. They are sent once the finding is entered. */
export function FilesField({ files, onChange }: Props) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const tooBig = files.some(({ size }) => size > maxAttachmentBytes)
  return (
    <Field
      label={t('findings.intake.files')}
      optional={t('fields.optional')}
      hint={t('findings.intake.filesHint')}
      problem={tooBig ? t('findings.intake.needed.files') : undefined}
      group
    >
      {files.length > 0 && (
        <ul className={styles.files}>
          {files.map((file) => (
            <li key={`${file.name} ${file.lastModified} ${file.size}`}>
              <span>{file.name}</span>
              <Button type="text" onClick={() => onChange(files.filter((one) => one !== file))}>
                {t('findings.intake.removeFile')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <input
        ref={input}
        hidden
        multiple
        type="file"
        aria-label={t('findings.intake.addFile')}
        onChange={(event) => {
          onChange([...files, ...(event.target.files ?? [])].slice(0, mostFiles))
          event.target.value = ''
        }}
      />
      <span>
        <Button icon={<PaperClipOutlined />} onClick={() => input.current?.click()}>
          {t('findings.intake.addFile')}
        </Button>
      </span>
    </Field>
  )
}

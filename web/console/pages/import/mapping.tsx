import { newId } from '@sifang/client'
import { useMutation } from '@tanstack/react-query'
import { Button, Checkbox, Radio, Select } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Datum, type ImportRun, putMapping, startCheck } from '../../api/imports.ts'
import { queryClient } from '../../api/query-client.ts'
import { Problem } from '../../shell/problem.tsx'
import { GiveUp } from './give-up.tsx'
import styles from './mapping.module.css'

const datums = ['wgs84', 'gcj02', 'bd09'] as const

/** Which heading is which column; what was recognised is chosen already. Then the check. */
export function Mapping({ run }: { readonly run: ImportRun }) {
  const { t, i18n } = useTranslation()
  const [mapping, setMapping] = useState<Readonly<Record<number, string | null>>>(() =>
    Object.fromEntries(run.headings.map(({ index, key }) => [index, key])),
  )
  const [datum, setDatum] = useState<Datum>(run.datum)
  const [turn, setTurn] = useState(run.swapped === 'correct')
  const checkId = useRef(newId())
  const name = (key: string) => {
    const column = run.columns.find((one) => one.key === key)
    return column ? (i18n.language === 'en' ? column.en : column.zh) : key
  }
  const chosen = Object.values(mapping).filter((key) => key !== null)
  const missing = run.columns.filter(({ key, required }) => required && !chosen.includes(key))
  const twice = chosen.find((key, index) => chosen.indexOf(key) !== index)
  const positions = chosen.includes('latitude')
  const changed = run.headings.some(({ index, key }) => (mapping[index] ?? null) !== key)

  const check = useMutation({
    mutationFn: async () => {
      if (changed) await putMapping(run.id, mapping)
      return startCheck(run.id, { id: checkId.current, datum, swapped: turn ? 'correct' : 'refuse' })
    },
    onSettled: () => {
      checkId.current = newId()
      // rows of the check before would stand under the counts of the new one for a moment
      queryClient.removeQueries({ queryKey: ['import', 'rows', run.id] })
      return queryClient.invalidateQueries({ queryKey: ['import'] })
    },
  })

  return (
    <section className={styles.mapping}>
      <div>
        <h2>{t('imports.mapping.title')}</h2>
        <p className={styles.quiet}>{t('imports.mapping.lead')}</p>
      </div>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('imports.mapping.heading')}</th>
            <th scope="col">{t('imports.mapping.column')}</th>
          </tr>
        </thead>
        <tbody>
          {run.headings.map(({ index, heading, reason }) => (
            <tr key={index}>
              <th scope="row">{heading || t('imports.mapping.blank')}</th>
              <td>
                <Select
                  className={styles.select ?? ''}
                  aria-label={heading}
                  value={mapping[index] ?? ''}
                  onChange={(key) => setMapping((now) => ({ ...now, [index]: key || null }))}
                  status={mapping[index] && mapping[index] === twice ? 'error' : ''}
                  options={[
                    ...run.columns.map((column) => ({
                      value: column.key,
                      label: column.required ? `${name(column.key)} *` : name(column.key),
                    })),
                    { value: '', label: t('imports.mapping.leaveOut') },
                  ]}
                />
                {reason && !mapping[index] && <span className={styles.reason}>{t(`imports.mapping.${reason}`)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {positions && (
        <div className={styles.datum}>
          <b>{t('imports.datum.from')}</b>
          <Radio.Group
            aria-label={t('imports.datum.title')}
            value={datum}
            onChange={(event) => setDatum(datums.find((one) => one === event.target.value) ?? 'wgs84')}
            options={datums.map((one) => ({
              value: one,
              label: `${t(`imports.datum.${one}`)}（${t(`imports.datum.code.${one}`)}）`,
            }))}
          />
          <Checkbox checked={turn} onChange={(event) => setTurn(event.target.checked)}>
            {t('imports.datum.swapped')}
          </Checkbox>
        </div>
      )}
      {run.otherSheets.length > 0 && (
        <p className={styles.quiet}>
          {t('imports.mapping.otherSheets', { names: run.otherSheets.join(t('words.listComma')) })}
        </p>
      )}
      <p aria-live="polite" className={missing.length > 0 || twice ? styles.late : styles.quiet}>
        {missing.length > 0
          ? t('imports.mapping.missing', { columns: missing.map(({ key }) => name(key)).join(t('words.listComma')) })
          : twice
            ? t('imports.mapping.twice', { column: name(twice) })
            : t('imports.mapping.ready')}
      </p>
      {check.error && <Problem of={check.error} />}
      <div className={styles.actions}>
        <Button
          type="primary"
          size="large"
          disabled={missing.length > 0 || twice !== undefined}
          loading={check.isPending}
          onClick={() => check.mutate()}
        >
          {t('imports.mapping.check')}
        </Button>
        {run.state === 'uploaded' && <GiveUp run={run} />}
      </div>
    </section>
  )
}

import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field } from '../../fields/field.tsx'
import styles from './divisions.module.css'

/** `3.5`, `K3+500` or `3+500` in kilometres to the metre; null when it is none of them. */
export function readKm(typed: string): number | null {
  const text = typed.trim().normalize('NFKC')
  const [, km, metres] = /^k?(\d{1,4})\+(\d{1,3}(?:\.\d+)?)$/i.exec(text) ?? []
  if (km !== undefined && metres !== undefined) return toMetre(Number(km) + Number(metres) / 1000)
  return /^\d{1,4}(\.\d+)?$/.test(text) ? toMetre(Number(text)) : null
}

const toMetre = (km: number): number => Math.round(km * 1000) / 1000

type Props = {
  readonly from: string
  readonly to: string
  readonly onFrom: (typed: string) => void
  readonly onTo: (typed: string) => void
  readonly lengthKm: number | undefined
}

/** From where to where on a line. */
export function KmFields({ from, to, onFrom, onTo, lengthKm }: Props) {
  const { t } = useTranslation()
  const problem = (typed: string) =>
    typed.trim() !== '' && readKm(typed) === null ? t('divisions.segmentForm.kmNeeded') : null
  return (
    <>
      <div className={styles.pair}>
        <Field label={t('divisions.segmentForm.from')} problem={problem(from)}>
          <Input
            autoFocus
            aria-label={t('divisions.segmentForm.from')}
            autoComplete="off"
            value={from}
            onChange={(event) => onFrom(event.target.value)}
          />
        </Field>
        <Field label={t('divisions.segmentForm.to')} problem={problem(to)}>
          <Input
            aria-label={t('divisions.segmentForm.to')}
            autoComplete="off"
            value={to}
            onChange={(event) => onTo(event.target.value)}
          />
        </Field>
      </div>
      {lengthKm !== undefined && <p className={styles.quiet}>{t('divisions.segmentForm.kmHint', { km: lengthKm })}</p>}
    </>
  )
}

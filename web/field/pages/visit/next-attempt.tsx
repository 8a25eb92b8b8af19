import { useTranslation } from 'react-i18next'
import { civilInput } from '../../part/civil-input.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { useOwn, usePresent } from '../../phone.tsx'

type Props = { readonly value: string; readonly onChange: (value: string) => void }

/** When it will be tried again; tomorrow at nine by one tap. */
export function NextAttempt({ value, onChange }: Props) {
  const { t } = useTranslation('field')
  const now = usePresent()
  const timeZone = useOwn()?.station.timeZone ?? 'Asia/Shanghai'
  const tomorrow = `${civilInput(new Date(now.getTime() + 86_400_000), timeZone).slice(0, 10)}T09:00`
  if (value === '') return <Button onClick={() => onChange(tomorrow)}>{t('visit.nextTomorrow')}</Button>
  return <TextField label={t('visit.next')} type="datetime-local" value={value} onChange={onChange} />
}

import { useTranslation } from 'react-i18next'
import { TimeText } from '../../../ui/date-text.tsx'

type Props = { readonly holes: readonly { readonly from: string; readonly to: string }[] }

/** When nothing was recorded although the track was on. */
export function Holes({ holes }: Props) {
  const { t } = useTranslation('field')
  if (holes.length === 0) return null
  return (
    <section>
      <h2>{t('track.holes')}</h2>
      <ul>
        {holes.map(({ from, to }) => (
          <li key={from}>
            <TimeText at={from} />–<TimeText at={to} />
          </li>
        ))}
      </ul>
    </section>
  )
}

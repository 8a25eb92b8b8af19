import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { usePhone } from '../../phone.tsx'

/** Whether everything arrived; one tap sends what waits and shows how it goes. */
export function Arrived({ waiting }: { readonly waiting: number }) {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const navigate = useNavigate()
  if (waiting === 0) return null
  return (
    <Button
      look="quiet"
      icon="again"
      onClick={() => {
        void phone.outbox.send()
        void navigate({ to: '/outbox' })
      }}
    >
      {t('today.waiting', { count: waiting })}
    </Button>
  )
}

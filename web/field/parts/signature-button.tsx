import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Kept } from '../part/media.ts'
import { Button } from './button.tsx'

// only where somebody signs
const SignaturePad = lazy(() => import('./signature-pad.tsx'))

type Props = { readonly label: string; readonly onAdded: (drawn: Kept) => void }

/** A signature drawn on the glass, kept as a picture of the matter. */
export function SignatureButton({ label, onAdded }: Props) {
  const { t } = useTranslation('field')
  const [open, setOpen] = useState(false)
  if (!open) {
    return (
      <Button icon="words" wide onClick={() => setOpen(true)}>
        {label}
      </Button>
    )
  }
  return (
    <Suspense fallback={<p>{t('signature.comes')}</p>}>
      <SignaturePad
        onDone={(drawn) => {
          setOpen(false)
          if (drawn) onAdded(drawn)
        }}
      />
    </Suspense>
  )
}

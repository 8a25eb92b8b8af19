import { useBlocker } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { Field } from '../../../fields/field.tsx'
import { PadFrame, usePad } from './pad.tsx'
import styles from './sheet.module.css'

export type Said = { readonly name: string; readonly png: string } | { readonly name: string; readonly refusal: string }

type Props = {
  /** What is signed. */
  readonly paper: ReactNode
  /** A member's name stands; somebody from outside writes it. */
  readonly name: { readonly fixed: boolean; readonly text: string }
  readonly onSaid: (said: Said) => void
  /** The police have the device back. */
  readonly onBack: () => void
}

type Step = 'sign' | 'refuse' | 'signed' | 'refused'

/**
 * The device is in the hands of the other party: over the whole screen, the paper to read, and to sign or refuse. Nothing of
 * the station is on it or can be reached from it, by a tap, a key or the way back, until the police go on.
 */
export function HandedOver({ paper, name, onSaid, onBack }: Props) {
  const { t } = useTranslation()
  const [step, setStep] = useState<Step>('sign')
  const [typed, setTyped] = useState(name.text)
  const said = (what: { png: string } | { refusal: string }) => {
    onSaid({ name: typed.trim(), ...what })
    setStep('png' in what ? 'signed' : 'refused')
  }
  return (
    <Alone label={t('checks.handing.label')}>
      {step === 'signed' || step === 'refused' ? (
        <div className={styles.givenBack}>
          <p className={styles.thanks} role="status">
            {t(step === 'signed' ? 'checks.handing.thanks' : 'checks.handing.refusedThanks')}
          </p>
          <p>{t('checks.handing.giveBack')}</p>
          <Button type="primary" size="large" onClick={onBack}>
            {t('checks.handing.goOn')}
          </Button>
        </div>
      ) : (
        <div className={styles.handed}>
          <p className={styles.note}>{t('checks.handing.read')}</p>
          {paper}
          <section className={styles.handedSign}>
            <Field
              label={t('checks.handing.name')}
              problem={typed.trim() === '' ? t('checks.handing.nameNeeded') : undefined}
            >
              {name.fixed ? (
                <b>{typed}</b>
              ) : (
                <Input
                  size="large"
                  aria-label={t('checks.handing.name')}
                  maxLength={60}
                  autoComplete="off"
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                />
              )}
            </Field>
            {step === 'sign' ? (
              <Sign ready={typed.trim() !== ''} onSigned={(png) => said({ png })} onRefuse={() => setStep('refuse')} />
            ) : (
              <Refuse
                ready={typed.trim() !== ''}
                onRefused={(refusal) => said({ refusal })}
                onBack={() => setStep('sign')}
              />
            )}
          </section>
        </div>
      )}
    </Alone>
  )
}

type SignProps = {
  readonly ready: boolean
  readonly onSigned: (png: string) => void
  readonly onRefuse: () => void
}

function Sign({ ready, onSigned, onRefuse }: SignProps) {
  const { t } = useTranslation()
  const pad = usePad()
  const [tried, setTried] = useState(false)
  const { open } = pad
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the frame stands
  useEffect(open, [])
  const done = () => {
    setTried(true)
    const png = pad.read()
    if (png !== null && ready) onSigned(png)
  }
  return (
    <>
      <PadFrame pad={pad} empty={tried && pad.read() === null} />
      <div className={styles.handedButtons}>
        <Button type="primary" size="large" className={styles.main ?? ''} onClick={done}>
          {t('checks.handing.sign')}
        </Button>
        <Button size="large" onClick={pad.clear}>
          {t('checks.sheet.clear')}
        </Button>
        <Button size="large" onClick={onRefuse}>
          {t('checks.handing.refuse')}
        </Button>
      </div>
    </>
  )
}

type RefuseProps = {
  readonly ready: boolean
  readonly onRefused: (reason: string) => void
  readonly onBack: () => void
}

function Refuse({ ready, onRefused, onBack }: RefuseProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const short = reason.trim().length < 2
  const done = () => {
    setTried(true)
    if (!short && ready) onRefused(reason.trim())
  }
  return (
    <>
      <Field
        label={t('checks.handing.reason')}
        hint={t('checks.handing.refuseHint')}
        problem={tried && short ? t('checks.handing.reasonNeeded') : undefined}
      >
        <Input.TextArea
          autoFocus
          aria-label={t('checks.handing.reason')}
          autoSize={{ minRows: 3, maxRows: 8 }}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <div className={styles.handedButtons}>
        <Button danger size="large" className={styles.main ?? ''} onClick={done}>
          {t('checks.handing.refuseGo')}
        </Button>
        <Button size="large" onClick={onBack}>
          {t('checks.handing.back')}
        </Button>
      </div>
    </>
  )
}

/** Over everything there is, messages that come meanwhile as well; all else is out of reach. */
function Alone({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useBlocker({ shouldBlockFn: () => true, enableBeforeUnload: true })
  // before the frame in it is measured
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    // no field: there is to be read first, and no keyboard comes up on a phone
    shown?.focus()
    // the app's own keys are not theirs
    const pressed = (event: KeyboardEvent) => {
      const inside = event.target instanceof Node && shown?.contains(event.target)
      if (!inside || event.key === 'Escape') event.preventDefault()
    }
    addEventListener('keydown', pressed, true)
    return () => removeEventListener('keydown', pressed, true)
  }, [])
  return createPortal(
    <dialog
      ref={dialog}
      tabIndex={-1}
      className={styles.alone}
      aria-label={label}
      onCancel={(event) => event.preventDefault()}
      // a browser may close it in spite of that
      onClose={() => dialog.current?.showModal()}
    >
      {children}
    </dialog>,
    document.body,
  )
}

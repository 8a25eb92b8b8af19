import { newId } from '@sifang/client'
import { useMutation } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNarrow } from '../../../../ui/theme/appearance.tsx'
import { appendEntry, type FollowUpDetail } from '../../../api/follow-ups.ts'
import { useMe } from '../../../api/me.ts'
import styles from './detail.module.css'
import { Refused } from './refused.tsx'
import { type ActionKind, StepDialog } from './step-dialog.tsx'

type Props = { readonly followUp: FollowUpDetail; readonly onLookAgain: () => void }

/** What may be done now, the likeliest first. Accepting is one click: somebody waits. */
export function Actions({ followUp, onLookAgain }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const { permissions } = useMe()
  const narrow = useNarrow()
  // what was on the screen when the form was opened is what its entry is based on, whatever arrives meanwhile
  const [open, setOpen] = useState<{ readonly kind: ActionKind; readonly seen: FollowUpDetail } | null>(null)
  const [all, setAll] = useState(false)
  const accepting = useMutation({
    mutationFn: () => appendEntry(followUp.id, { id: newId(), basedOn: followUp.version, step: { kind: 'accepted' } }),
    onSuccess: () => void message.success(t('followUps.actions.done.accepted')),
    onSettled: onLookAgain,
  })
  const offered = permissions['follow-up.write'] ? actionsOf(followUp) : []
  if (offered.length === 0) return null
  const most = narrow ? 3 : 5
  const shown = all || offered.length <= most + 1 ? offered : offered.slice(0, most)

  return (
    <>
      <div className={`${styles.actions} screen-only`}>
        {shown.map((kind, index) => (
          <Button
            key={kind}
            type={index === 0 ? 'primary' : 'default'}
            loading={kind === 'accepted' && accepting.isPending}
            onClick={() => (kind === 'accepted' ? accepting.mutate() : setOpen({ kind, seen: followUp }))}
          >
            {t(`followUps.actions.${kind}`)}
          </Button>
        ))}
        {shown.length < offered.length && (
          <Button type="text" onClick={() => setAll(true)}>
            {t('followUps.actions.more')}
          </Button>
        )}
      </div>
      {accepting.error && (
        <Refused
          error={accepting.error}
          onLookAgain={() => {
            accepting.reset()
            onLookAgain()
          }}
        />
      )}
      {open && (
        <StepDialog kind={open.kind} followUp={open.seen} onLookAgain={onLookAgain} onClose={() => setOpen(null)} />
      )}
    </>
  )
}

/** In the rules' order; where nobody is left to be told, the word of those who asked comes first. */
function actionsOf({ allowed, toTell, askers }: FollowUpDetail): readonly ActionKind[] {
  const kinds = allowed.filter(
    (kind): kind is ActionKind => kind !== 'opened' && kind !== 'closed-unanswered' && kind !== 'joined',
  )
  const possible = kinds.filter((kind) => (kind === 'confirmed' || kind === 'unhappy' ? askers.length > 0 : true))
  if (toTell.length > 0) return possible
  return [
    ...possible.filter((kind) => kind !== 'told'),
    ...possible.filter((kind) => kind === 'told' && askers.length > 0),
  ]
}
